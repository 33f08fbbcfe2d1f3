package dev.holdfast.conformance.provider;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the doubles have in common: objects whose attributes are what the configuration says, and
/// some that are known only after they are made.
abstract class DoubleProvider implements Provider {
  private final ProviderSchema schema;

  DoubleProvider(ProviderSchema schema) {
    this.schema = schema;
  }

  @Override
  public final ProviderSchema schema() {
    return schema;
  }

  /// Objects by the types that this double offers, all with version 0 of their schemas.
  @Override
  public final Responses.Upgrade upgradeState(Requests.Upgrade request) {
    ResourceSchema resource =
        java.util.Objects.requireNonNull(schema.resources().get(request.type()), request.type());
    try {
      return new Responses.Upgrade(
          ValueJson.decode(request.json().bytes(), resource.block().impliedType()), List.of());
    } catch (CodecException fault) {
      throw new IllegalArgumentException("a state does not fit the double", fault);
    }
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    return new Responses.Read(request.current(), request.privateData(), List.of());
  }

  static Responses.Plan planned(Value object, List<Path> requiresReplace) {
    return new Responses.Plan(object, requiresReplace, PrivateData.NONE, false, List.of());
  }

  static Responses.Apply applied(Value object) {
    return new Responses.Apply(object, PrivateData.NONE, false, List.of());
  }

  static Map<String, Value> attributes(Value object) {
    return object instanceof ObjectValue present ? present.attributes() : Map.of();
  }

  static Value attribute(Value object, String name) {
    return java.util.Objects.requireNonNull(attributes(object).get(name), name);
  }

  /// The object with another attribute.
  static Value with(Value object, String name, Value value) {
    Map<String, Value> changed = new TreeMap<>(attributes(object));
    changed.put(name, value);
    return Value.object(changed);
  }

  /// The object with an attribute that is known only after the apply, unless it has a value.
  static Value withUnknown(Value object, String name) {
    Value current = attribute(object, name);
    return current.isKnown() && current.isNull()
        ? with(object, name, Refinements.refine(Value.unknown(current.type()), Refinement.NOT_NULL))
        : object;
  }

  /// The object with a value for an attribute that was not known.
  static Value withKnown(Value object, String name, Value value) {
    return attribute(object, name).isKnown() ? object : with(object, name, value);
  }
}
