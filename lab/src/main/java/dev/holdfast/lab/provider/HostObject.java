package dev.holdfast.lab.provider;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.lab.controlgroup.Limits;
import dev.holdfast.lab.host.Attachment;
import dev.holdfast.lab.host.HostDeclaration;
import dev.holdfast.lab.host.Init;
import dev.holdfast.lab.host.Resolver;
import dev.holdfast.lab.network.Cidr;
import dev.holdfast.lab.network.RoutingSocket.Route;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A `lab_host` as an object of the configuration, and what it means.
///
/// @param fields the object; what is not known in it counts as not there
record HostObject(Fields fields) {
  static final String DEFAULT_ROUTE = "default";

  /// Finds the range of a network by its name.
  @FunctionalInterface
  interface Networks {
    Optional<Cidr> cidr(String network);
  }

  String name() {
    return fields.text("name").orElse("");
  }

  Init init() {
    return fields.text("init").flatMap(Init::ofWord).orElse(Init.SYSTEMD);
  }

  /// A `network` block.
  ///
  /// @param path the way to it
  record Place(Fields block, Path path) {
    String network() {
      return block.text("network").orElse("");
    }

    Optional<String> addressText() {
      return block.text("address");
    }

    /// The address with a prefix: its own, else that of the network.
    Optional<Cidr> address(Networks networks) {
      Optional<String> text = addressText();
      if (text.isEmpty() || text.get().indexOf('/') >= 0) {
        return text.flatMap(Cidr::parse);
      }
      return Cidr.parseAddress(text.get())
          .flatMap(address ->
              networks
                  .cidr(network())
                  .filter(cidr -> cidr.contains(address))
                  .map(cidr -> new Cidr(address, cidr.prefix())));
    }

    /// The address without a prefix.
    Optional<InetAddress> plainAddress() {
      return addressText()
          .flatMap(text ->
              text.indexOf('/') >= 0
                  ? Cidr.parse(text).map(Cidr::address)
                  : Cidr.parseAddress(text));
    }

    Optional<InetAddress> gateway() {
      return block.text("gateway").flatMap(Cidr::parseAddress);
    }
  }

  /// The `network` blocks, in order.
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    List<Fields> blocks = fields.blocks("network");
    for (int i = 0; i < blocks.size(); i++) {
      places.add(new Place(blocks.get(i), Path.ROOT.attribute("network").index(i)));
    }
    return places;
  }

  /// The first address in numbers.
  Optional<String> firstAddress() {
    return places().stream()
        .flatMap(place -> place.plainAddress().stream())
        .map(InetAddress::getHostAddress)
        .findFirst();
  }

  OptionalLong disk() {
    return fields.text("disk").map(Quantity::bytes).orElse(OptionalLong.empty());
  }

  Limits limits() {
    OptionalDouble processes = fields.number("processes");
    return new Limits(
        fields.text("memory").map(Quantity::bytes).orElse(OptionalLong.empty()),
        fields.number("cpus"),
        processes.isPresent()
            ? OptionalLong.of((long) processes.getAsDouble())
            : OptionalLong.empty());
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Place place : places()) {
      place.gateway().ifPresent(gateway -> routes.add(new Route(null, gateway)));
    }
    fields.map("routes").forEach((to, via) -> route(to, via).ifPresent(routes::add));
    return routes;
  }

  /// A route from its destination and gateway as written.
  static Optional<Route> route(String destination, String gateway) {
    Optional<InetAddress> via = Cidr.parseAddress(gateway);
    if (destination.equals(DEFAULT_ROUTE)) {
      return via.map(address -> new Route(null, address));
    }
    Optional<Cidr> to = Cidr.parse(destination).filter(Cidr::isNetwork);
    return to.isEmpty()
        ? Optional.empty()
        : via.map(address -> new Route(to.get().prefix() == 0 ? null : to.get(), address));
  }

  Map<String, String> settings() {
    return fields.map("sysctl");
  }

  private Resolver resolver() {
    return new Resolver(
        fields.texts("nameservers").stream()
            .flatMap(text -> Cidr.parseAddress(text).stream())
            .toList(),
        fields.texts("search"));
  }

  /// What it means for the lab.
  ///
  /// @param rootfs the directory of its image
  HostDeclaration declaration(java.nio.file.Path rootfs, Networks networks) {
    List<Attachment> attachments =
        places().stream()
            .map(place ->
                new Attachment(place.network(), "", place.address(networks).stream().toList()))
            .toList();
    return new HostDeclaration(
        name(),
        rootfs,
        init(),
        limits(),
        disk(),
        attachments,
        routes(),
        resolver(),
        new TreeMap<>(settings()));
  }
}
