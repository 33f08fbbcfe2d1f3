package dev.holdfast.hosts.provider;

import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.facts.Facts;
import dev.holdfast.hosts.facts.FactsCheck;
import dev.holdfast.hosts.operation.CheckFailedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The data source `host_facts`: what a host says of itself. What it does not say is empty.
final class FactsDataSource {
  static final String TYPE = "host_facts";

  private static final Type ADDRESS =
      Type.object(Map.of("device", Type.STRING, "address", Type.STRING, "prefix", Type.NUMBER));

  static final Block BLOCK =
      Block.of(
          Map.ofEntries(
              Map.entry("host", Attribute.required(Type.STRING, "The host to ask.")),
              text("id", "The host."),
              text("hostname", "Its own name."),
              text("os_id", "Its distribution, such as debian."),
              text("os_version", "The distribution's version, such as 12."),
              text("os_codename", "The version's name, such as bookworm."),
              text("os_name", "Distribution and version for people."),
              text("kernel", "Its kernel's name and release."),
              text("architecture", "Its processors' kind, such as x86_64."),
              Map.entry(
                  "processors", Attribute.computed(Type.NUMBER, "How many processors it may use.")),
              Map.entry("memory", Attribute.computed(Type.NUMBER, "Its memory in bytes.")),
              Map.entry(
                  "addresses",
                  Attribute.computed(Type.list(ADDRESS), "Its addresses, without the loopback.")),
              text("gateway", "The router of its default route."),
              text("gateway_device", "The interface of its default route."),
              text("service_manager", "systemd, openrc, init_scripts or empty."),
              text("package_manager", "apt, dnf, apk or empty."),
              Map.entry(
                  "users", Attribute.computed(Type.list(Type.STRING), "The names of its users.")),
              text("python", "The path of a Python 3 on it."),
              text("user", "The user that Holdfast is on it.")));

  private FactsDataSource() {}

  private static Map.Entry<String, Attribute> text(String name, String description) {
    return Map.entry(name, Attribute.computed(Type.STRING, description));
  }

  static Value read(Host host) throws HostException, CheckFailedException, InterruptedException {
    Facts facts = FactsCheck.on(host);
    List<Value> addresses =
        facts.addresses().stream()
            .map(one ->
                Value.object(
                    Map.of(
                        "device", Value.of(one.device()),
                        "address", Value.of(one.address()),
                        "prefix", Value.of(one.prefix()))))
            .toList();
    List<Value> users = facts.users().stream().map(user -> Value.of(user.name())).toList();
    return Value.object(
        Map.ofEntries(
            Map.entry("host", Value.of(host.address().text())),
            Map.entry("id", Value.of(host.address().text())),
            Map.entry("hostname", Value.of(facts.hostname())),
            Map.entry("os_id", Value.of(facts.distribution().id())),
            Map.entry("os_version", Value.of(facts.distribution().version())),
            Map.entry("os_codename", Value.of(facts.distribution().codename())),
            Map.entry("os_name", Value.of(facts.distribution().name())),
            Map.entry("kernel", Value.of(facts.kernel())),
            Map.entry("architecture", Value.of(facts.architecture())),
            Map.entry("processors", Value.of(facts.processors())),
            Map.entry("memory", Value.of(facts.memory())),
            Map.entry("addresses", Value.list(ADDRESS, addresses)),
            Map.entry(
                "gateway", Value.of(facts.defaultRoute().map(Facts.Route::gateway).orElse(""))),
            Map.entry(
                "gateway_device",
                Value.of(facts.defaultRoute().map(Facts.Route::device).orElse(""))),
            Map.entry("service_manager", word(facts.serviceManager())),
            Map.entry("package_manager", word(facts.packageManager())),
            Map.entry("users", Value.list(Type.STRING, users)),
            Map.entry("python", Value.of(facts.python().orElse(""))),
            Map.entry("user", Value.of(facts.user()))));
  }

  private static Value word(Optional<? extends Enum<?>> constant) {
    return Value.of(constant.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse(""));
  }
}
