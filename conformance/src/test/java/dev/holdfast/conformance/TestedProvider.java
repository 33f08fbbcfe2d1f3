package dev.holdfast.conformance;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The provider that the test data of `command/test` is written for: objects of a text value in a
/// map, which data sources read.
final class TestedProvider {
  private static final Block RESOURCE =
      Block.of(
          Map.of(
              "id", Attribute.optionalComputed(Type.STRING, ""),
              "value", Attribute.optional(Type.STRING, ""),
              "interrupt_count", Attribute.optional(Type.NUMBER, ""),
              "computed_value", Attribute.computed(Type.STRING, ""),
              "object_attr",
                  Attribute.computed(Type.object(Map.of("string_attr", Type.STRING)), "")));
  private static final Block DATA =
      Block.of(
          Map.of(
              "id", Attribute.required(Type.STRING, ""),
              "value", Attribute.computed(Type.STRING, ""),
              "interrupt_count", Attribute.computed(Type.NUMBER, "")));
  private static final Block CONFIGURATION =
      new Block(
          Map.of(
              "data_prefix", Attribute.optional(Type.STRING, ""),
              "resource_prefix", Attribute.optional(Type.STRING, ""),
              "username", Attribute.optional(Type.STRING, ""),
              "password", Attribute.optional(Type.STRING, "")),
          Map.of(
              "block_single",
              NestedBlock.single(
                  Block.of(Map.of("string_attr", Attribute.optional(Type.STRING, ""))))));
  private static final ProviderSchema SCHEMA =
      new ProviderSchema(
          CONFIGURATION,
          Map.of("test_resource", ResourceSchema.of(RESOURCE)),
          Map.of("test_data_source", ResourceSchema.of(DATA)),
          Map.of(),
          Map.of(),
          ProviderSchema.Capabilities.NONE);

  private final Map<String, Value> objects = new ConcurrentHashMap<>();
  private final AtomicInteger made = new AtomicInteger();

  /// The ids of the objects that exist.
  List<String> objects() {
    return objects.keySet().stream().sorted().toList();
  }

  Provider connect() {
    return new Connection();
  }

  private static Value part(Value object, String name) {
    return ((ObjectValue) object).attributes().getOrDefault(name, Value.nullOf(Type.STRING));
  }

  private static String text(Value value) {
    return value instanceof StringValue text ? text.value() : "";
  }

  private static Value with(Value object, Map<String, Value> more) {
    Map<String, Value> attributes = new TreeMap<>(((ObjectValue) object).attributes());
    attributes.putAll(more);
    return Value.object(attributes);
  }

  private final class Connection implements Provider {
    private String resourcePrefix = "";
    private String dataPrefix = "";

    @Override
    public ProviderSchema schema() {
      return SCHEMA;
    }

    @Override
    public List<ProviderDiagnostic> configure(Value configuration) {
      resourcePrefix = text(part(configuration, "resource_prefix"));
      dataPrefix = text(part(configuration, "data_prefix"));
      return List.of();
    }

    @Override
    public Responses.Upgrade upgradeState(Requests.Upgrade request) {
      try {
        return new Responses.Upgrade(
            ValueJson.decode(request.json().bytes(), RESOURCE.impliedType()), List.of());
      } catch (CodecException damaged) {
        throw new IllegalStateException(damaged);
      }
    }

    @Override
    public Responses.Read read(Requests.Read request) {
      Value known = objects.get(resourcePrefix + text(part(request.current(), "id")));
      return new Responses.Read(
          known == null ? Value.nullOf(RESOURCE.impliedType()) : known,
          request.privateData(),
          List.of());
    }

    @Override
    public Responses.Plan plan(Requests.Plan request) {
      Value planned = request.proposed();
      if (request.prior().isNull()) {
        Value id = part(request.configuration(), "id");
        planned =
            with(
                planned,
                Map.of(
                    "id",
                    id.isNull() && id.isKnown() ? Value.unknown(Type.STRING) : id,
                    "computed_value",
                    Value.nullOf(Type.STRING),
                    "object_attr",
                    Value.nullOf(Type.object(Map.of("string_attr", Type.STRING)))));
      }
      return new Responses.Plan(planned, List.of(), PrivateData.NONE, false, List.of());
    }

    @Override
    public Responses.Apply apply(Requests.Apply request) {
      if (request.planned().isNull()) {
        objects.remove(resourcePrefix + text(part(request.prior(), "id")));
        return new Responses.Apply(request.planned(), PrivateData.NONE, false, List.of());
      }
      Value after = request.planned();
      if (!part(after, "id").isKnown()) {
        after = with(after, Map.of("id", Value.of("object-" + made.incrementAndGet())));
      }
      objects.put(resourcePrefix + text(part(after, "id")), after);
      return new Responses.Apply(after, PrivateData.NONE, false, List.of());
    }

    @Override
    public Responses.ReadData readData(Requests.ReadData request) {
      String id = text(part(request.configuration(), "id"));
      Value known = objects.get(dataPrefix + id);
      if (known == null) {
        return new Responses.ReadData(
            request.configuration(),
            List.of(
                ProviderDiagnostic.error("Object not found", "There is no object " + id + ".")));
      }
      return new Responses.ReadData(
          with(
              request.configuration(),
              Map.of(
                  "value", part(known, "value"),
                  "interrupt_count", part(known, "interrupt_count"))),
          List.of());
    }
  }
}
