package dev.holdfast.lab.host;

import dev.holdfast.lab.linux.KernelSetting;
import dev.holdfast.lab.linux.NetworkNamespace;
import dev.holdfast.lab.network.Cidr;
import dev.holdfast.lab.network.RoutingSocket;
import dev.holdfast.lab.network.RoutingSocket.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Addresses, routes and kernel settings inside the network namespace of a host. Works whether the
/// host runs or not.
public final class HostNetwork {
  private HostNetwork() {}

  /// What is there now.
  ///
  /// @param addresses of each interface that exists, by its name; without loopback
  /// @param up the interfaces that are up
  /// @param routes that somebody set, with a gateway
  /// @param settings those that were asked about and exist
  public record Observed(
      Map<String, List<Cidr>> addresses,
      List<String> up,
      List<Route> routes,
      Map<String, String> settings) {}

  /// Brings the namespace in line with a declaration. Addresses and routes that were declared
  /// before and are no more are taken away; those that the host has given itself stay.
  ///
  /// @param before what was declared when this was last done; null the first time
  static void apply(Path namespace, HostDeclaration wanted, @Nullable HostDeclaration before)
      throws IOException {
    NetworkNamespace.within(
        namespace,
        () -> {
          try (RoutingSocket socket = RoutingSocket.open()) {
            socket.setUp("lo", true);
            removeRoutes(socket, wanted, before);
            for (Attachment attachment : wanted.attachments()) {
              configure(socket, attachment, before);
            }
            applySettings(wanted.settings());
            for (Route route : wanted.routes()) {
              socket.putRoute(route);
            }
            return namespace;
          }
        });
  }

  private static void removeRoutes(
      RoutingSocket socket, HostDeclaration wanted, @Nullable HostDeclaration before)
      throws IOException {
    if (before == null) {
      return;
    }
    for (Route route : before.routes()) {
      if (!wanted.routes().contains(route)) {
        socket.deleteRoute(route);
      }
    }
  }

  private static void configure(
      RoutingSocket socket, Attachment attachment, @Nullable HostDeclaration before)
      throws IOException {
    String name = attachment.interfaceName();
    RoutingSocket.Link link =
        socket
            .link(name)
            .orElseThrow(() ->
                new IOException(
                    "the wire of " + name + " to network " + attachment.network() + " is missing"));
    for (Attachment old : before == null ? List.<Attachment>of() : before.attachments()) {
      if (old.network().equals(attachment.network())) {
        for (Cidr address : old.addresses()) {
          if (!attachment.addresses().contains(address)) {
            socket.deleteAddress(link.index(), address);
          }
        }
      }
    }
    for (Cidr address : attachment.addresses()) {
      socket.addAddress(link.index(), address);
    }
    socket.setUp(name, true);
  }

  private static void applySettings(Map<String, String> settings) throws IOException {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      KernelSetting found = KernelSetting.named(setting.getKey());
      if (!found.exists()) {
        throw new IOException("this kernel has no setting " + setting.getKey());
      }
      found.write(setting.getValue());
    }
  }

  /// Looks at what is there.
  ///
  /// @param settings the names of the settings to read
  static Observed observe(Path namespace, Iterable<String> settings) throws IOException {
    return NetworkNamespace.within(
        namespace,
        () -> {
          try (RoutingSocket socket = RoutingSocket.open()) {
            List<RoutingSocket.Link> links =
                socket.links().stream().filter(link -> !link.name().equals("lo")).toList();
            Map<Integer, List<Cidr>> byIndex =
                socket.addresses().stream()
                    .collect(
                        Collectors.groupingBy(
                            RoutingSocket.Address::link,
                            Collectors.mapping(RoutingSocket.Address::cidr, Collectors.toList())));
            Map<String, List<Cidr>> addresses = new TreeMap<>();
            List<String> up = new ArrayList<>();
            for (RoutingSocket.Link link : links) {
              addresses.put(link.name(), byIndex.getOrDefault(link.index(), List.of()));
              if (link.up()) {
                up.add(link.name());
              }
            }
            Map<String, String> values = new TreeMap<>();
            for (String setting : settings) {
              KernelSetting found = KernelSetting.named(setting);
              if (found.exists()) {
                values.put(setting, found.read());
              }
            }
            return new Observed(addresses, up, socket.routes(), values);
          }
        });
  }
}
