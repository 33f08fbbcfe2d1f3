package dev.holdfast.hcl.function;

import java.math.BigInteger;

/// Addresses that begin with the same bits.
///
/// @param address the first address of the network
/// @param prefix how many bits they have in common
record IpNetwork(IpAddress address, int prefix) {

  /// Reads `10.0.0.0/8`; bits after the prefix are dropped.
  static IpNetwork parse(String text) throws FunctionFault {
    int slash = text.indexOf('/');
    String bits = slash < 0 ? "" : text.substring(slash + 1);
    IpAddress address = slash < 0 ? null : IpAddress.parse(text.substring(0, slash));
    if (address == null || !bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > address.bits()) {
      throw FunctionFault.of("invalid CIDR expression: invalid CIDR address: " + text);
    }
    return of(address, Integer.parseInt(bits));
  }

  /// The network of so many bits that an address is in.
  static IpNetwork of(IpAddress address, int prefix) {
    int rest = address.bits() - prefix;
    BigInteger first = address.number().shiftRight(rest).shiftLeft(rest);
    return new IpNetwork(new IpAddress(first, address.bits()), prefix);
  }

  /// How many addresses there are.
  BigInteger size() {
    return BigInteger.ONE.shiftLeft(address.bits() - prefix);
  }

  /// The address after the last one; it may be outside of what addresses there can be.
  BigInteger end() {
    return address.number().add(size());
  }

  boolean contains(IpAddress other) {
    return other.bits() == address.bits()
        && other.number().compareTo(address.number()) >= 0
        && other.number().compareTo(end()) < 0;
  }

  boolean contains(IpNetwork other) {
    return other.prefix >= prefix && contains(other.address);
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
