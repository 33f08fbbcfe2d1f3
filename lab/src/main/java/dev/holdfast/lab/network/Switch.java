package dev.holdfast.lab.network;

import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.linux.Descriptor;
import dev.holdfast.lab.linux.Mounts;
import dev.holdfast.lab.linux.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The switch of a lab: one network namespace with all its bridges and the far end of every host's
/// wires. It lives as long as its pin, a bind mount, and needs no process.
///
/// @param lab the lab's name, from which hardware addresses are derived
/// @param pin where its network namespace is pinned
public record Switch(String lab, Path pin) {
  /// Makes the switch when it is not there. Callers see to it that only one thread does.
  public void create() throws IOException {
    if (exists()) {
      return;
    }
    Path parent = pin.toAbsolutePath().getParent();
    if (parent != null) {
      Trees.createPrivate(parent);
    }
    if (!Files.exists(pin)) {
      Files.createFile(pin);
    }
    NetworkNamespace.create(pin);
    NetworkNamespace.within(
        pin,
        () -> {
          // The bridges carry frames and take no part in the networks themselves.
          setIfPresent("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
          setIfPresent("/proc/sys/net/bridge/bridge-nf-call-iptables", "0");
          setIfPresent("/proc/sys/net/bridge/bridge-nf-call-ip6tables", "0");
          return pin;
        });
  }

  private static void setIfPresent(String setting, String value) throws IOException {
    if (Files.exists(Path.of(setting))) {
      Files.writeString(Path.of(setting), value);
    }
  }

  /// Whether it is there.
  public boolean exists() throws IOException {
    return Trees.isMountPoint(pin);
  }

  /// Takes it away with every bridge and wire in it.
  public void delete() throws IOException {
    Mounts.detach(pin);
    Files.deleteIfExists(pin);
  }

  /// Makes the bridge of a network.
  public void addNetwork(String network) throws IOException {
    inside(socket -> socket.addBridge(WireName.bridge(network)));
  }

  /// Whether the bridge of a network is there.
  public boolean hasNetwork(String network) throws IOException {
    if (!exists()) {
      return false;
    }
    return NetworkNamespace.within(
        pin,
        () -> {
          try (RoutingSocket socket = RoutingSocket.open()) {
            return socket.link(WireName.bridge(network)).isPresent();
          }
        });
  }

  /// Takes the bridge of a network away; the wires that were in it stay, connected to nothing.
  public void deleteNetwork(String network) throws IOException {
    if (exists()) {
      inside(socket -> socket.deleteLink(WireName.bridge(network)));
    }
  }

  /// A host's place in a network.
  ///
  /// @param network the network's name
  /// @param interfaceName the name inside the host, for example `eth0`
  public record Plug(String network, String interfaceName) {}

  /// Lays the wires of a host. A wire that is there stays as it is.
  ///
  /// @param namespace the host's pinned network namespace
  public void plug(String host, Path namespace, List<Plug> plugs) throws IOException {
    inside(socket -> {
      try (Descriptor peer = Descriptor.open(namespace)) {
        for (Plug plug : plugs) {
          String bridge = WireName.bridge(plug.network());
          RoutingSocket.Link link =
              socket
                  .link(bridge)
                  .orElseThrow(() -> new IOException("the lab has no network " + plug.network()));
          String wire = WireName.wire(host, plug.network());
          byte[] hardwareAddress = WireName.hardwareAddress(lab, host, plug.network());
          socket.addWire(wire, link.index(), plug.interfaceName(), hardwareAddress, peer);
        }
      }
    });
  }

  /// Takes away the wires of a host in these networks, at once (the kernel would otherwise remove
  /// them some time after the host's namespace).
  public void unplug(String host, List<String> networks) throws IOException {
    if (!exists() || networks.isEmpty()) {
      return;
    }
    inside(socket -> {
      for (String network : networks) {
        socket.deleteLink(WireName.wire(host, network));
      }
    });
  }

  /// Cuts or mends a host's cable.
  public void setUp(String host, String network, boolean up) throws IOException {
    inside(socket -> socket.setUp(WireName.wire(host, network), up));
  }

  /// The names of all bridges and wires.
  public List<String> links() throws IOException {
    return NetworkNamespace.within(
        pin,
        () -> {
          try (RoutingSocket socket = RoutingSocket.open()) {
            return socket.links().stream().map(RoutingSocket.Link::name).toList();
          }
        });
  }

  @FunctionalInterface
  private interface Change {
    void make(RoutingSocket socket) throws IOException;
  }

  private void inside(Change change) throws IOException {
    NetworkNamespace.within(
        pin,
        () -> {
          try (RoutingSocket socket = RoutingSocket.open()) {
            change.make(socket);
            return pin;
          }
        });
  }
}
