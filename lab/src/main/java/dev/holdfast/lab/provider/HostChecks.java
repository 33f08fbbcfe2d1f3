package dev.holdfast.lab.provider;

import dev.holdfast.hcl.value.Path;
import dev.holdfast.lab.host.Init;
import dev.holdfast.lab.network.Cidr;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Finds mistakes in the configuration of one host. What is not known yet is passed over.
///
/// @param host the configuration
record HostChecks(HostObject host, Faults faults) {
  private static final long SMALLEST_DISK = 16L << 20;
  private static final long SMALLEST_MEMORY = 4L << 20;

  /// All that can be told from the host alone.
  void check() {
    Fields fields = host.fields();
    Names.check(fields, "name", "host", faults);
    fields
        .text("init")
        .filter(init -> Init.ofWord(init).isEmpty())
        .ifPresent(init ->
            error("init", "Unknown init", "\"" + init + "\" is no init. Write systemd or tiny."));
    size("memory", SMALLEST_MEMORY, "4M");
    size("disk", SMALLEST_DISK, "16M");
    positive("cpus");
    positive("processes");
    fields.texts("nameservers").stream()
        .filter(text -> Cidr.parseAddress(text).isEmpty())
        .forEach(text ->
            error(
                "nameservers",
                "Invalid address",
                "\"" + text + "\" is not an address in numbers, such as 10.1.0.53."));
    for (String domain : fields.texts("search")) {
      if (!domain.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")) {
        error("search", "Invalid domain", "\"" + domain + "\" is not the name of a domain.");
      }
    }
    settings();
    routes();
    places();
  }

  private void error(String attribute, String summary, String detail) {
    faults.error(Path.ROOT.attribute(attribute), summary, detail);
  }

  private void size(String attribute, long smallest, String smallestText) {
    host.fields()
        .text(attribute)
        .ifPresent(text -> {
          if (Quantity.bytes(text).orElse(0) < smallest) {
            error(
                attribute,
                "Invalid size",
                "\""
                    + text
                    + "\" is not a size of at least "
                    + smallestText
                    + ". Write a number with K, M, G or T, such as 512M.");
          }
        });
  }

  private void positive(String attribute) {
    OptionalDouble number = host.fields().number(attribute);
    boolean whole = attribute.equals("processes");
    if (number.isPresent()
        && (number.getAsDouble() <= 0
            || (whole && number.getAsDouble() != Math.floor(number.getAsDouble())))) {
      error(
          attribute,
          "Invalid limit",
          "A limit is a " + (whole ? "whole " : "") + "number above 0.");
    }
  }

  private void settings() {
    for (Map.Entry<String, String> setting : host.settings().entrySet()) {
      if (!setting.getKey().matches("net(\\.[A-Za-z0-9_-]+)+")) {
        error(
            "sysctl",
            "Not a setting of a host",
            "\""
                + setting.getKey()
                + "\" is not below net. Other kernel settings belong to the whole machine, which a"
                + " host cannot change.");
      } else if (!setting.getValue().matches("[A-Za-z0-9_. \\t-]{1,200}")) {
        error("sysctl", "Invalid value", "The value of " + setting.getKey() + " is not one.");
      }
    }
  }

  private void routes() {
    boolean gateway = host.places().stream().anyMatch(place -> place.gateway().isPresent());
    host.fields()
        .map("routes")
        .forEach((to, via) -> {
          if (HostObject.route(to, via).isEmpty()) {
            error(
                "routes",
                "Invalid route",
                "\""
                    + to
                    + "\" = \""
                    + via
                    + "\" is not a route. Write a network, or default, and the address of its"
                    + " gateway: \"10.2.0.0/16\" = \"10.1.0.254\".");
          } else if (gateway
              && HostObject.route(to, via).filter(r -> r.destination() == null).isPresent()) {
            error(
                "routes",
                "Two default routes",
                "A network block has a gateway, and routes has a default one. Keep one.");
          }
        });
  }

  private void places() {
    Set<String> seen = new HashSet<>();
    int gateways = 0;
    for (HostObject.Place place : host.places()) {
      String network = place.network();
      if (!network.isEmpty() && !seen.add(network)) {
        faults.error(
            place.path().attribute("network"),
            "Network used twice",
            "The host is in the network \""
                + network
                + "\" twice. Keep one network block for each network.");
      }
      if (place.addressText().isPresent() && place.plainAddress().isEmpty()) {
        faults.error(
            place.path().attribute("address"),
            "Invalid address",
            "\""
                + place.addressText().get()
                + "\" is not an address. Write one such as 10.1.0.11 or 10.1.0.11/24.");
      }
      if (!place.block().isNull("gateway") && place.block().isKnown("gateway")) {
        gateways++;
        if (place.gateway().isEmpty()) {
          faults.error(
              place.path().attribute("gateway"),
              "Invalid gateway",
              "\"" + place.block().text("gateway").orElse("") + "\" is not an address.");
        }
      }
    }
    if (gateways > 1) {
      error("network", "Two default gateways", "Only one network block may have a gateway.");
    }
  }

  /// What can be told once the networks are known.
  void checkPlaces(HostObject.Networks networks, List<HostObject.Place> places) {
    for (HostObject.Place place : places) {
      Optional<Cidr> cidr = networks.cidr(place.network());
      Optional<InetAddress> address = place.plainAddress();
      if (cidr.isPresent() && address.isPresent()) {
        checkAddress(place, cidr.get(), address.get());
      }
      Optional<InetAddress> gateway = place.gateway();
      if (cidr.isPresent() && gateway.isPresent() && !cidr.get().contains(gateway.get())) {
        faults.error(
            place.path().attribute("gateway"),
            "Gateway outside its network",
            gateway.get().getHostAddress()
                + " is not in the network \""
                + place.network()
                + "\" ("
                + cidr.get()
                + "), so it cannot be reached directly.");
      }
    }
  }

  private void checkAddress(HostObject.Place place, Cidr cidr, InetAddress address) {
    Path path = place.path().attribute("address");
    if (!cidr.contains(address)) {
      faults.error(
          path,
          "Address outside its network",
          address.getHostAddress()
              + " is not in the network \""
              + place.network()
              + "\", whose addresses are "
              + cidr
              + ".");
    } else if (new Cidr(address, cidr.prefix()).isReserved()) {
      faults.error(
          path,
          "Reserved address",
          address.getHostAddress()
              + " stands for the network "
              + cidr
              + " as a whole and cannot be a host's.");
    }
  }
}
