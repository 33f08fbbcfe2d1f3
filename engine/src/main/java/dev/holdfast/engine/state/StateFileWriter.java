package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.json.PathJson;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes states, and parts of them for the journal, in the version 4 format.
final class StateFileWriter {
  private final JsonOutput out;

  StateFileWriter(JsonOutput out) {
    this.out = out;
  }

  /// The instances of one resource in one module instance.
  private record Resource(String module, ResourceAddress address, List<StoredInstance> instances) {
    private static final Comparator<Resource> ORDER =
        Comparator.comparing(Resource::module)
            .thenComparing(resource -> modeText(resource.address))
            .thenComparing(resource -> resource.address.type())
            .thenComparing(resource -> resource.address.name());
  }

  void state(State state) throws IOException {
    out.object(() -> {
      out.member("version", 4);
      if (!state.writtenBy().isEmpty()) {
        out.member("terraform_version", state.writtenBy());
      }
      out.member("serial", state.serial());
      out.member("lineage", state.lineage());
      out.name("outputs");
      outputs(state.outputs());
      out.name("resources");
      resources(state.instances().values());
      List<CheckResult> checks = state.checkResults();
      if (checks != null) {
        out.name("check_results");
        checkResults(checks);
      }
    });
  }

  void outputs(Map<String, StoredOutput> outputs) throws IOException {
    out.object(() -> {
      for (Map.Entry<String, StoredOutput> entry : outputs.entrySet()) {
        out.name(entry.getKey());
        output(entry.getKey(), entry.getValue());
      }
    });
  }

  private void output(String name, StoredOutput output) throws IOException {
    Value value = output.value();
    Type type = value.type();
    String json;
    try {
      json = ValueJson.encode(value);
    } catch (CodecException fault) {
      throw new IllegalArgumentException("output " + name + " cannot be stored", fault);
    }
    out.object(() -> {
      out.name("value");
      out.raw(RawJson.of(json));
      out.name("type");
      out.raw(RawJson.of(TypeJson.encode(type)));
      out.flag("sensitive", output.sensitive());
      if (output.deprecated() != null) {
        out.member("deprecated", output.deprecated());
      }
    });
  }

  private void resources(Collection<StoredInstance> instances) throws IOException {
    List<Resource> resources = grouped(instances);
    resources.sort(Resource.ORDER);
    DependencyClosure closure = DependencyClosure.of(instances);
    out.array(() -> {
      for (Resource resource : resources) {
        out.element();
        resource(resource.address, resource.module, resource.instances, closure::texts);
      }
    });
  }

  /// Instances come ordered, so those of one resource stand together.
  private static List<Resource> grouped(Collection<StoredInstance> instances) {
    List<Resource> resources = new ArrayList<>();
    ModuleInstanceAddress module = null;
    String moduleText = "";
    ResourceAddress resource = null;
    for (StoredInstance instance : instances) {
      ResourceInstanceAddress address = instance.address();
      boolean sameModule = address.module().equals(module);
      if (!sameModule) {
        module = address.module();
        moduleText = module.toString();
      }
      if (!sameModule || !address.resource().equals(resource)) {
        resource = address.resource();
        resources.add(new Resource(moduleText, resource, new ArrayList<>()));
      }
      resources.getLast().instances.add(instance);
    }
    return resources;
  }

  /// One instance as a resource of its own, with only its direct dependencies: for the journal.
  void single(StoredInstance instance) throws IOException {
    resource(
        instance.address().resource(),
        instance.address().module().toString(),
        List.of(instance),
        dependencies -> dependencies.stream().map(Object::toString).toList());
  }

  private void resource(
      ResourceAddress address,
      String module,
      List<StoredInstance> instances,
      Function<List<ConfigurationResourceAddress>, List<String>> dependencies)
      throws IOException {
    ProviderConfigurationAddress provider = commonProvider(instances);
    String each = each(instances);
    out.object(() -> {
      if (!module.isEmpty()) {
        out.member("module", module);
      }
      out.member("mode", modeText(address));
      out.member("type", address.type());
      out.member("name", address.name());
      if (!each.isEmpty()) {
        out.member("each", each);
      }
      if (provider != null) {
        out.member("provider", provider.toString());
      }
      out.name("instances");
      out.array(() -> {
        for (StoredInstance instance : instances) {
          String own = provider == null ? instance.provider().toString() : "";
          if (instance.current() != null) {
            object(instance, "", instance.current(), own, dependencies);
          }
          for (Map.Entry<String, StoredObject> entry : instance.deposed().entrySet()) {
            object(instance, entry.getKey(), entry.getValue(), own, dependencies);
          }
        }
      });
    });
  }

  /// The provider of all instances, or null where they differ or one has a key: then each instance
  /// names its own.
  private static @Nullable ProviderConfigurationAddress commonProvider(
      List<StoredInstance> instances) {
    ProviderConfigurationAddress first = instances.getFirst().provider();
    boolean common =
        instances.stream().allMatch(instance -> instance.provider().equals(first))
            && first.key().equals(InstanceKey.none());
    return common ? first : null;
  }

  private static String each(List<StoredInstance> instances) {
    for (StoredInstance instance : instances) {
      StoredObject current = instance.current();
      if (current != null && !current.extras().each().isEmpty()) {
        return current.extras().each();
      }
    }
    return "";
  }

  private static String modeText(ResourceAddress address) {
    return address.mode().name().toLowerCase(Locale.ROOT);
  }

  private void object(
      StoredInstance instance,
      String deposedKey,
      StoredObject object,
      String provider,
      Function<List<ConfigurationResourceAddress>, List<String>> dependencies)
      throws IOException {
    StoredObject.Extras extras = object.extras();
    out.element();
    out.object(() -> {
      indexKey(instance.address().key());
      if (object.status() == StoredObject.Status.TAINTED) {
        out.member("status", "tainted");
      }
      if (!deposedKey.isEmpty()) {
        out.member("deposed", deposedKey);
      }
      if (!provider.isEmpty()) {
        out.member("provider", provider);
      }
      out.member("schema_version", object.schemaVersion());
      out.name(extras.flat() ? "attributes_flat" : "attributes");
      out.raw(object.json());
      if (!object.sensitivePaths().isEmpty()) {
        out.name("sensitive_attributes");
        PathJson.write(object.sensitivePaths(), out);
      }
      RawJson identity = extras.identity();
      if (identity != null) {
        out.member("identity_schema_version", extras.identityVersion());
        out.name("identity");
        out.raw(identity);
      }
      if (!object.privateData().isEmpty()) {
        out.member("private", Base64.getEncoder().encodeToString(object.privateData().bytes()));
      }
      texts("dependencies", dependencies.apply(object.dependencies()));
      texts("depends_on", extras.dependsOn());
      out.flag("create_before_destroy", object.createBeforeDestroy());
      out.flag("skip_destroy", object.skipDestroy());
    });
  }

  private void indexKey(InstanceKey key) throws IOException {
    switch (key) {
      case InstanceKey.None none -> {}
      case InstanceKey.Index(long index) -> out.member("index_key", index);
      case InstanceKey.Key(String text) -> out.member("index_key", text);
    }
  }

  private void texts(String name, List<String> texts) throws IOException {
    if (!texts.isEmpty()) {
      out.name(name);
      out.array(() -> {
        for (String text : texts) {
          out.element();
          out.text(text);
        }
      });
    }
  }

  void checkResults(List<CheckResult> results) throws IOException {
    out.array(() -> {
      for (CheckResult result : results) {
        out.element();
        out.object(() -> checkResult(result));
      }
    });
  }

  private void checkResult(CheckResult result) throws IOException {
    out.member("object_kind", result.kind());
    out.member("config_addr", result.address());
    out.member("status", statusText(result.status()));
    out.name("objects");
    if (result.objects().isEmpty()) {
      out.raw(RawJson.of("null"));
      return;
    }
    out.array(() -> {
      for (CheckResult.CheckedObject object : result.objects()) {
        out.element();
        out.object(() -> {
          out.member("object_addr", object.address());
          out.member("status", statusText(object.status()));
          texts("failure_messages", object.failureMessages());
        });
      }
    });
  }

  private static String statusText(CheckResult.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
