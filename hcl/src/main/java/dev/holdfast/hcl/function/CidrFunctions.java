package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.BOOLEAN;
import static dev.holdfast.hcl.type.Type.NUMBER;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions on networks as CIDR writes them.
final class CidrFunctions implements Functions.Family {
  private static final int MOST_NEW_BITS = 32;

  @Override
  public List<String> names() {
    return List.of("cidrcontains", "cidrhost", "cidrnetmask", "cidrsubnet", "cidrsubnets");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "cidrcontains" -> contains();
      case "cidrhost" -> host();
      case "cidrnetmask" -> netmask();
      case "cidrsubnet" -> subnet();
      case "cidrsubnets" -> subnets();
      default -> null;
    };
  }

  private static Function contains() {
    return Signature.of("cidrcontains")
        .takes("containing_prefix", STRING)
        .takes("contained_ip_or_prefix", STRING)
        .returns(
            BOOLEAN,
            call -> {
              IpNetwork outer = IpNetwork.parse(call.text(0));
              IpAddress address = IpAddress.parse(call.text(1));
              if (address != null) {
                checkFamily(outer.address(), address, call);
                return Value.of(outer.contains(address));
              }
              if (call.text(1).indexOf('/') < 0) {
                throw FunctionFault.of("invalid IP address or prefix: " + call.text(1));
              }
              IpNetwork inner = IpNetwork.parse(call.text(1));
              checkFamily(outer.address(), inner.address(), call);
              return Value.of(outer.contains(inner));
            });
  }

  private static void checkFamily(IpAddress outer, IpAddress inner, Call call)
      throws FunctionFault {
    if (outer.bits() != inner.bits()) {
      throw FunctionFault.of(
          "address family mismatch: %s vs. %s".formatted(call.text(0), call.text(1)));
    }
  }

  private static Function host() {
    return Signature.of("cidrhost")
        .takes("prefix", STRING)
        .takes("hostnum", NUMBER)
        .returns(
            STRING,
            call -> {
              BigInteger number = whole(call, 1);
              IpNetwork network = IpNetwork.parse(call.text(0));
              BigInteger size = network.size();
              boolean fits =
                  number.signum() >= 0
                      ? number.compareTo(size) < 0
                      : number.negate().compareTo(size) <= 0;
              if (!fits) {
                throw FunctionFault.of(
                    "prefix of %d does not accommodate a host numbered %d"
                        .formatted(network.prefix(), number));
              }
              BigInteger offset = number.signum() >= 0 ? number : size.add(number);
              IpAddress first = network.address();
              return Value.of(new IpAddress(first.number().add(offset), first.bits()).toString());
            });
  }

  private static Function netmask() {
    return Signature.of("cidrnetmask")
        .takes("prefix", STRING)
        .returns(
            STRING,
            call -> {
              IpNetwork network = IpNetwork.parse(call.text(0));
              if (!network.address().isV4()) {
                throw FunctionFault.of("IPv6 addresses cannot have a netmask: " + call.text(0));
              }
              BigInteger ones = BigInteger.ONE.shiftLeft(32).subtract(network.size());
              return Value.of(new IpAddress(ones, 32).toString());
            });
  }

  private static Function subnet() {
    return Signature.of("cidrsubnet")
        .takes("prefix", STRING)
        .takes("newbits", NUMBER)
        .takes("netnum", NUMBER)
        .returns(
            STRING,
            call -> {
              int more = call.integer(1);
              BigInteger number = whole(call, 2);
              IpNetwork network = IpNetwork.parse(call.text(0));
              int prefix = network.prefix() + more;
              int bits = network.address().bits();
              if (more < 0 || prefix > bits) {
                throw FunctionFault.of(
                    "insufficient address space to extend prefix of %d by %d"
                        .formatted(network.prefix(), more));
              }
              if (number.signum() < 0 || number.bitLength() > more) {
                throw FunctionFault.of(
                    "prefix extension of %d does not accommodate a subnet numbered %d"
                        .formatted(more, number));
              }
              BigInteger first = network.address().number().add(number.shiftLeft(bits - prefix));
              return Value.of(IpNetwork.of(new IpAddress(first, bits), prefix).toString());
            });
  }

  private static BigInteger whole(Call call, int argument) throws FunctionFault {
    if (!call.number(argument).isWhole()) {
      throw FunctionFault.at(argument, "a whole number is required");
    }
    return call.number(argument).toBigInteger();
  }

  private static Function subnets() {
    return Signature.of("cidrsubnets")
        .takes("prefix", STRING)
        .takesMany("newbits", NUMBER)
        .returns(
            Type.list(STRING),
            call -> {
              IpNetwork network = IpNetwork.parse(call.text(0));
              List<Value> result = new ArrayList<>();
              BigInteger next = network.address().number();
              String previous = "";
              for (int index = 1; index < call.count(); index++) {
                int prefix = network.prefix() + newBits(call, index, network);
                IpAddress start = new IpAddress(next, network.address().bits());
                IpNetwork subnet = IpNetwork.of(start, prefix);
                if (!subnet.address().equals(start)) {
                  // Begin where a network of this size can begin.
                  subnet =
                      new IpNetwork(new IpAddress(subnet.end(), network.address().bits()), prefix);
                }
                if (subnet.end().compareTo(network.end()) > 0) {
                  throw FunctionFault.at(
                      index,
                      "not enough remaining address space for a subnet with a prefix of %d bits"
                              .formatted(prefix)
                          + " after "
                          + previous);
                }
                next = subnet.end();
                previous = subnet.toString();
                result.add(Value.of(previous));
              }
              return Value.list(STRING, result);
            });
  }

  private static int newBits(Call call, int index, IpNetwork network) throws FunctionFault {
    int more = call.integer(index);
    if (more < 1) {
      throw FunctionFault.at(index, "must extend prefix by at least one bit");
    }
    if (more > MOST_NEW_BITS) {
      throw FunctionFault.at(index, "may not extend prefix by more than 32 bits");
    }
    int prefix = network.prefix() + more;
    if (prefix > network.address().bits()) {
      throw FunctionFault.at(
          index,
          "would extend prefix to %d bits, which is too long for an %s address"
              .formatted(prefix, network.address().isV4() ? "IPv4" : "IPv6"));
    }
    return more;
  }
}
