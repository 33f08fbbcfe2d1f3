package dev.holdfast.lab.host;

import java.net.InetAddress;
import java.util.List;

/// What a host asks to turn names into addresses: its `/etc/resolv.conf`.
///
/// @param nameservers in the order in which they are asked; none for a host without names
/// @param search domains that a short name is tried in
public record Resolver(List<InetAddress> nameservers, List<String> search) {
  /// Nobody.
  public static final Resolver NONE = new Resolver(List.of(), List.of());

  /// Copies the lists.
  public Resolver {
    nameservers = List.copyOf(nameservers);
    search = List.copyOf(search);
  }

  /// The text of the file. A lab answers fast or not at all, so the waiting times are short.
  String file() {
    StringBuilder text = new StringBuilder();
    if (!search.isEmpty()) {
      text.append("search ").append(String.join(" ", search)).append('\n');
    }
    for (InetAddress server : nameservers) {
      text.append("nameserver ").append(server.getHostAddress()).append('\n');
    }
    return text.append("options timeout:1 attempts:2\n").toString();
  }
}
