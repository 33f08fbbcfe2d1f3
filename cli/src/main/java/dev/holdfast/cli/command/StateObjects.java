package dev.holdfast.cli.command;

import dev.holdfast.cli.render.StateText.StateObject;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredValues;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The objects of a state with their attributes as values, for showing.
final class StateObjects {
  private final Providers providers;
  private final Diagnostics diagnostics;

  private StateObjects(Providers providers, Diagnostics diagnostics) {
    this.providers = providers;
    this.diagnostics = diagnostics;
  }

  /// The wanted objects in the order of their addresses, deposed ones behind current ones. Objects
  /// of providers that cannot be had are shown as they are stored, sensitive attributes by what the
  /// state says of them.
  static List<StateObject> of(
      State state,
      Providers providers,
      Predicate<ResourceInstanceAddress> wanted,
      Diagnostics diagnostics) {
    StateObjects reader = new StateObjects(providers, diagnostics);
    List<StateObject> objects = new ArrayList<>();
    for (StoredInstance instance : state.instances().values()) {
      if (wanted.test(instance.address())) {
        if (instance.current() != null) {
          reader.add(instance, null, instance.current(), objects);
        }
        instance.deposed().forEach((key, object) -> reader.add(instance, key, object, objects));
      }
    }
    return objects;
  }

  private void add(
      StoredInstance instance,
      @Nullable String deposedKey,
      StoredObject object,
      List<StateObject> objects) {
    try {
      ResourceSchema schema = schema(instance, object);
      Value value = value(instance, object, schema);
      objects.add(
          new StateObject(
              instance.address(),
              deposedKey,
              object.status() == StoredObject.Status.TAINTED,
              schema,
              value));
    } catch (CodecException e) {
      diagnostics.add(
          Diagnostic.error(
                  "Object in the state cannot be read",
                  "What the state holds for this object is not what its provider keeps: "
                      + e.getMessage()
                      + ".")
              .about(instance.address().toString()));
    }
  }

  private ResourceSchema schema(StoredInstance instance, StoredObject object)
      throws CodecException {
    ProviderSchema offered = providers.schema(instance.provider().source());
    ResourceSchema schema =
        offered == null
            ? null
            : offered.resource(
                instance.address().resource().mode(), instance.address().resource().type());
    return schema != null ? schema : impliedSchema(object);
  }

  private Value value(StoredInstance instance, StoredObject object, ResourceSchema schema)
      throws CodecException {
    Provider provider = providers.unconfigured(instance.provider().source());
    if (provider == null || object.schemaVersion() == schema.version()) {
      return StoredValues.decode(object, schema);
    }
    Responses.Upgrade upgrade =
        provider.upgradeState(
            new Requests.Upgrade(
                instance.address().resource().type(), object.schemaVersion(), object.json()));
    return StoredValues.mark(upgrade.upgraded(), object, schema);
  }

  /// What the stored attributes look like, where nobody can say what they mean.
  private static ResourceSchema impliedSchema(StoredObject object) throws CodecException {
    Value value = ValueJson.decodeImplied(object.json().bytes());
    ObjectType type =
        value.type() instanceof ObjectType each
            ? each
            : new ObjectType(Map.of(), java.util.Set.of());
    return ResourceSchema.of(
        Block.of(
            type.attributes().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        entry ->
                            dev.holdfast.engine.schema.Attribute.computed(entry.getValue(), "")))));
  }
}
