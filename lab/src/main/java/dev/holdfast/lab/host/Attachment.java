package dev.holdfast.lab.host;

import dev.holdfast.lab.network.Cidr;
import java.util.List;

/// A host's place in a network.
///
/// @param network the network's name; a host is in a network at most once
/// @param interfaceName the interface inside the host; empty to take the one it had, else the first
///   free of `eth0`, `eth1` …
/// @param addresses with the prefix of the network; may be empty, for a host that configures itself
public record Attachment(String network, String interfaceName, List<Cidr> addresses) {
  /// Copies the list.
  public Attachment {
    addresses = List.copyOf(addresses);
  }

  Attachment named(String name) {
    return new Attachment(network, name, addresses);
  }
}
