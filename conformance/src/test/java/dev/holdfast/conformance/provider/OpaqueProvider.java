package dev.holdfast.conformance.provider;

import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `hashicorp/null` and the integers of `hashicorp/random`: objects that are nowhere but in the
/// state.
public final class OpaqueProvider extends DoubleProvider {
  private OpaqueProvider(String type, Map<String, Attribute> attributes) {
    super(
        new ProviderSchema(
            Block.EMPTY,
            Map.of(type, ResourceSchema.of(Block.of(attributes))),
            Map.of(),
            Map.of(),
            Map.of(),
            ProviderSchema.Capabilities.NONE));
  }

  public static OpaqueProvider ofNulls() {
    return new OpaqueProvider(
        "null_resource",
        Map.of(
            "id", Attribute.computed(Type.STRING, ""),
            "triggers", Attribute.optional(Type.map(Type.STRING), "")));
  }

  /// Integers that are always the least one allowed.
  public static OpaqueProvider ofIntegers() {
    return new OpaqueProvider(
        "random_integer",
        Map.of(
            "id", Attribute.computed(Type.STRING, ""),
            "keepers", Attribute.optional(Type.map(Type.STRING), ""),
            "max", Attribute.required(Type.NUMBER, ""),
            "min", Attribute.required(Type.NUMBER, ""),
            "result", Attribute.computed(Type.NUMBER, ""),
            "seed", Attribute.optional(Type.STRING, "")));
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    Value planned = request.proposed();
    if (!planned.isNull()) {
      for (String name : List.of("id", "result")) {
        planned = attributes(planned).containsKey(name) ? withUnknown(planned, name) : planned;
      }
    }
    return planned(planned, List.of());
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    Map<String, Value> made = new TreeMap<>(attributes(request.planned()));
    made.computeIfPresent("id", (name, id) -> id.isKnown() ? id : Value.of("1"));
    made.computeIfPresent(
        "result", (name, result) -> result.isKnown() ? result : made.getOrDefault("min", result));
    return applied(request.planned().isNull() ? request.planned() : Value.object(made));
  }
}
