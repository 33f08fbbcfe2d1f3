package dev.holdfast.lab.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// An address with the length of its network's prefix, IPv4 or IPv6, such as `10.10.1.11/24`. As a
/// network it is meant without host bits: `10.10.1.0/24` ([#network()]).
///
/// @param address 4 or 16 bytes
/// @param prefix 0 to 32, or 0 to 128
public record Cidr(InetAddress address, int prefix) {
  /// Checks that the prefix fits the address.
  public Cidr {
    if (prefix < 0 || prefix > address.getAddress().length * 8) {
      throw new IllegalArgumentException("prefix " + prefix + " does not fit " + address);
    }
  }

  /// Reads `ADDRESS/PREFIX`, both in numbers (never asking a name server); empty when the text is
  /// anything else.
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(text.substring(slash + 1));
    return parseAddress(text.substring(0, slash))
        .filter(address -> prefix <= address.getAddress().length * 8)
        .map(address -> new Cidr(address, prefix));
  }

  /// Reads an address in numbers: four decimal parts without leading zeros (which some read as
  /// octal), or IPv6; empty for anything else.
  public static Optional<InetAddress> parseAddress(String text) {
    boolean four = text.matches("(?:(?:0|[1-9][0-9]{0,2})(?:\\.(?!$)|$)){4}");
    boolean sixteen = text.indexOf(':') >= 0 && text.matches("[0-9a-fA-F:.]{2,45}");
    if (!four && !sixteen) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  /// The network that this address is in: the same with every host bit 0.
  public Cidr network() {
    byte[] bytes = address.getAddress();
    for (int bit = prefix; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return new Cidr(ofBytes(bytes), prefix);
  }

  /// Whether this is a network: no host bit is set.
  public boolean isNetwork() {
    return network().address().equals(address);
  }

  /// Whether an address of the same family lies in this network.
  public boolean contains(InetAddress other) {
    return other.getAddress().length == address.getAddress().length
        && new Cidr(other, prefix).network().address().equals(network().address());
  }

  /// Whether any address is in both.
  public boolean overlaps(Cidr other) {
    return prefix <= other.prefix ? contains(other.address) : other.contains(address);
  }

  /// Whether this address stands for the network or for everyone in it and so cannot be a host's:
  /// the first and the last of an IPv4 network of more than two addresses.
  public boolean isReserved() {
    byte[] bytes = address.getAddress();
    if (bytes.length != 4 || prefix > 30) {
      return false;
    }
    byte[] last = network().address().getAddress();
    for (int bit = prefix; bit < 32; bit++) {
      last[bit / 8] |= (byte) (0x80 >> (bit % 8));
    }
    return isNetwork() || Arrays.equals(bytes, last);
  }

  /// Whether it is an IPv6 address.
  public boolean isVersion6() {
    return address.getAddress().length == 16;
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", impossible);
    }
  }

  /// `ADDRESS/PREFIX`, as [#parse] reads it.
  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefix;
  }
}
