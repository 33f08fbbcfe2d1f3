package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Things to keep in states.
final class Samples {
  static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  static final ProviderConfigurationAddress PROVIDER =
      ProviderConfigurationAddress.root(new ProviderSource("example.org", "acme", "x"));

  private Samples() {}

  static ResourceInstanceAddress address(String name) {
    return new ResourceInstanceAddress(
        ModuleInstanceAddress.ROOT, ResourceAddress.managed("x_thing", name), InstanceKey.none());
  }

  static ConfigurationResourceAddress resource(String name) {
    return new ConfigurationResourceAddress(
        ModulePath.ROOT, ResourceAddress.managed("x_thing", name));
  }

  static StoredObject object(String json, ConfigurationResourceAddress... dependencies) {
    return new StoredObject(
        StoredObject.Status.READY,
        RawJson.of(json),
        0,
        List.of(),
        PrivateData.NONE,
        List.of(dependencies),
        false,
        false);
  }

  static StoredInstance instance(
      String name, String json, ConfigurationResourceAddress... dependencies) {
    return new StoredInstance(address(name), PROVIDER, object(json, dependencies), Map.of());
  }

  static Intent creating(String name) {
    return new Intent(address(name), null, Action.CREATE, NOON);
  }

  /// An instance with anything that an instance can have.
  static StoredInstance random(Random random) {
    Map<String, StoredObject> deposed = new TreeMap<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      deposed.put("%08x".formatted(random.nextInt()), randomObject(random));
    }
    boolean current = deposed.isEmpty() || random.nextBoolean();
    return new StoredInstance(
        randomAddress(random),
        randomProvider(random),
        current ? randomObject(random) : null,
        deposed);
  }

  static ResourceInstanceAddress randomAddress(Random random) {
    ModuleInstanceAddress module = ModuleInstanceAddress.ROOT;
    for (int left = random.nextInt(3); left > 0; left--) {
      module = module.child("m" + random.nextInt(2), randomKey(random));
    }
    ResourceAddress resource =
        new ResourceAddress(
            random.nextInt(4) == 0 ? ResourceMode.DATA : ResourceMode.MANAGED,
            "x_t" + random.nextInt(2),
            "n" + random.nextInt(3));
    return new ResourceInstanceAddress(module, resource, randomKey(random));
  }

  private static InstanceKey randomKey(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> InstanceKey.none();
      case 1 -> InstanceKey.of(random.nextInt(12));
      default -> InstanceKey.of(List.of("a", "b\"c", "d${e}", "é\\", "<f>").get(random.nextInt(5)));
    };
  }

  private static ProviderConfigurationAddress randomProvider(Random random) {
    boolean aliased = random.nextInt(3) == 0;
    return new ProviderConfigurationAddress(
        ModulePath.ROOT,
        PROVIDER.source(),
        aliased ? "east" : "",
        aliased && random.nextBoolean() ? InstanceKey.of("k") : InstanceKey.none());
  }

  private static StoredObject randomObject(Random random) {
    byte[] secret = new byte[random.nextInt(4)];
    random.nextBytes(secret);
    List<Path> paths = new ArrayList<>();
    if (random.nextBoolean()) {
      paths.add(Path.ROOT.attribute("list").index(1).attribute("a"));
      paths.add(Path.ROOT.attribute("map").key("k\n"));
    }
    List<ConfigurationResourceAddress> dependencies =
        random.nextBoolean() ? List.of() : List.of(resource("absent"));
    boolean extra = random.nextInt(4) == 0;
    return new StoredObject(
        random.nextInt(4) == 0 ? StoredObject.Status.TAINTED : StoredObject.Status.READY,
        RawJson.of(
            "{\"n\":" + random.nextInt() + "1234567890123456789.10,\"s\":\"\\u003c\\n \\\"}\"}"),
        random.nextInt(3),
        paths,
        new PrivateData(secret),
        dependencies,
        random.nextBoolean(),
        random.nextBoolean(),
        extra
            ? new StoredObject.Extras(
                random.nextBoolean(), "", RawJson.of("{\"id\":\"i\"}"), 2, List.of("x.y"))
            : StoredObject.Extras.NONE);
  }

  static Map<String, StoredOutput> randomOutputs(Random random) {
    Map<String, StoredOutput> outputs = new TreeMap<>();
    for (int left = random.nextInt(3); left > 0; left--) {
      outputs.put(
          "o" + random.nextInt(5),
          new StoredOutput(
              Value.object(Map.of("a", Value.of(random.nextInt()), "b", Value.of("text"))),
              random.nextBoolean()));
    }
    return outputs;
  }
}
