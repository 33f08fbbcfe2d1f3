package dev.holdfast.lab.provider;

import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.lab.host.Attachment;
import dev.holdfast.lab.host.HostDeclaration;
import dev.holdfast.lab.host.HostNetwork;
import dev.holdfast.lab.network.Cidr;
import dev.holdfast.lab.network.RoutingSocket.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Compares a host's network as it is with what the state says, and puts the difference into the
/// object: a missing address or gateway is null, a missing route or setting is left out, a setting
/// that was changed by hand has its present value, a cable that is gone leaves no block. What
/// somebody added by hand is not ours and is not shown.
///
/// @param host as the state has it
/// @param declaration as the lab has it, which knows the names of the interfaces
record HostDrift(HostObject host, HostDeclaration declaration, HostObject.Networks networks) {
  /// The object as it is.
  ///
  /// @param observed empty when the host has no network namespace, as after a reboot of the
  ///   machine: then starting it brings everything back
  Fields seen(Optional<HostNetwork.Observed> observed) {
    if (observed.isEmpty()) {
      return host.fields();
    }
    return settings(routes(places(host.fields(), observed.get()), observed.get()), observed.get());
  }

  private Fields places(Fields fields, HostNetwork.Observed observed) {
    if (!(fields.value("network") instanceof ListValue list)) {
      return fields;
    }
    Map<String, String> interfaces = new HashMap<>();
    for (Attachment attachment : declaration.attachments()) {
      interfaces.put(attachment.network(), attachment.interfaceName());
    }
    List<Value> blocks = new ArrayList<>();
    for (HostObject.Place place : host.places()) {
      List<Cidr> addresses = observed.addresses().get(interfaces.getOrDefault(place.network(), ""));
      if (addresses != null) {
        blocks.add(place(place, addresses, observed).object());
      }
    }
    return fields.with("network", Value.list(list.type().element(), blocks));
  }

  private Fields place(
      HostObject.Place place, List<Cidr> addresses, HostNetwork.Observed observed) {
    Fields block = place.block();
    Optional<Cidr> wanted = place.address(networks);
    if (wanted.isPresent() && !addresses.contains(wanted.get())) {
      block = block.with("address", Value.nullOf(block.value("address").type()));
    }
    if (place.gateway().isPresent()
        && !observed.routes().contains(new Route(null, place.gateway().get()))) {
      block = block.with("gateway", Value.nullOf(block.value("gateway").type()));
    }
    return block;
  }

  private Fields routes(Fields fields, HostNetwork.Observed observed) {
    Map<String, String> routes = new TreeMap<>(fields.map("routes"));
    boolean changed =
        routes
            .entrySet()
            .removeIf(entry ->
                HostObject.route(entry.getKey(), entry.getValue())
                    .filter(observed.routes()::contains)
                    .isEmpty());
    return changed ? fields.with("routes", texts(routes)) : fields;
  }

  private static Fields settings(Fields fields, HostNetwork.Observed observed) {
    Map<String, String> settings = new TreeMap<>();
    fields
        .map("sysctl")
        .forEach((name, value) -> {
          String actual = observed.settings().get(name);
          if (actual != null) {
            boolean same = actual.equals(value.strip().replaceAll("\\s+", " "));
            settings.put(name, same ? value : actual);
          }
        });
    return settings.equals(fields.map("sysctl")) ? fields : fields.with("sysctl", texts(settings));
  }

  private static Value texts(Map<String, String> texts) {
    Map<String, Value> values = new TreeMap<>();
    texts.forEach((name, text) -> values.put(name, Value.of(text)));
    return Value.map(dev.holdfast.hcl.type.Type.STRING, values);
  }
}
