package dev.holdfast.lab.provider;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.lab.network.Cidr;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the configuration declares in this run, as far as it was planned, to find what collides.
///
/// The same resource is planned more than once, and a request does not say which resource it is
/// about. So two declarations collide when they differ in name and share what must not be shared,
/// or share the name and differ; a name that is created twice in one run collides in any case.
final class Declarations {
  private record Owner(String host, Path attribute) {}

  private final Map<String, Cidr> networks = new HashMap<>();
  private final Map<String, Owner> addresses = new HashMap<>();
  private final Set<String> created = new HashSet<>();

  /// A planned network. Linear in the networks.
  synchronized void network(String name, Cidr cidr, Faults faults) {
    Path attribute = Path.ROOT.attribute("cidr");
    Cidr known = networks.putIfAbsent(name, cidr);
    if (known != null && !known.equals(cidr)) {
      faults.error(
          Path.ROOT.attribute("name"),
          "Network name used twice",
          "Two networks of this lab are named \""
              + name
              + "\": "
              + known
              + " and "
              + cidr
              + ". Rename one of them.");
    }
    networks.forEach((other, otherCidr) -> {
      if (!other.equals(name) && otherCidr.overlaps(cidr)) {
        faults.error(
            attribute,
            "Networks overlap",
            "The networks \""
                + other
                + "\" ("
                + otherCidr
                + ") and \""
                + name
                + "\" ("
                + cidr
                + ") share addresses. Give one of them another range.");
      }
    });
  }

  /// The addresses of a planned network.
  synchronized Optional<Cidr> network(String name) {
    return Optional.ofNullable(networks.get(name));
  }

  /// An address of a planned host.
  synchronized void address(
      String host, String network, InetAddress address, Path attribute, Faults faults) {
    Owner owner =
        addresses.putIfAbsent(network + " " + address.getHostAddress(), new Owner(host, attribute));
    if (owner != null && !owner.host().equals(host)) {
      faults.error(
          attribute,
          "Address used twice",
          "The hosts \""
              + owner.host()
              + "\" and \""
              + host
              + "\" both have the address "
              + address.getHostAddress()
              + " in the network \""
              + network
              + "\". Give one of them another.");
    }
  }

  /// Something that is made for the first time.
  synchronized void created(String kind, String name, Path attribute, Faults faults) {
    if (!created.add(kind + " " + name)) {
      faults.error(
          attribute,
          Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " name used twice",
          "Two resources of this lab make a " + kind + " named \"" + name + "\". Rename one.");
    }
  }

  /// Something that was taken away, so that it may be made again.
  synchronized void deleted(String kind, String name) {
    created.remove(kind + " " + name);
  }
}
