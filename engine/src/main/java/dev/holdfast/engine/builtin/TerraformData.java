package dev.holdfast.engine.builtin;

import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.random.RandomUuid;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The resource `terraform_data`: keeps a value, and is replaced when another one changes.
///
/// | attribute | what it is |
/// |---|---|
/// | `input` | any value, kept |
/// | `output` | the value of `input` after an apply |
/// | `triggers_replace` | any value; a change makes a new object |
/// | `id` | a random UUID |
final class TerraformData {
  static final String TYPE = "terraform_data";

  static final Block BLOCK =
      Block.of(
          Map.of(
              "id", Attribute.computed(Type.STRING, "A random UUID."),
              "input", Attribute.optional(Type.DYNAMIC, "A value to keep."),
              "output", Attribute.computed(Type.DYNAMIC, "The value that was kept."),
              "triggers_replace",
                  Attribute.optional(Type.DYNAMIC, "A value whose change makes a new object.")));

  private static final Value UNKNOWN_ID =
      Refinements.refine(Value.unknown(Type.STRING), Refinement.NOT_NULL);

  private final RandomGenerator random;

  TerraformData(RandomGenerator random) {
    this.random = random;
  }

  static List<ProviderDiagnostic> validate(Value configuration) {
    List<ProviderDiagnostic> faults = new ArrayList<>();
    for (String name : List.of("id", "output")) {
      if (!of(configuration, name).isNull()) {
        faults.add(
            ProviderDiagnostic.error(
                "Value for unconfigurable attribute",
                "The attribute \"" + name + "\" is read-only. Remove it from the configuration.",
                Path.ROOT.attribute(name)));
      }
    }
    return faults;
  }

  static Responses.Upgrade upgrade(RawJson json) {
    try {
      return new Responses.Upgrade(ValueJson.decode(json.bytes(), BLOCK.impliedType()), List.of());
    } catch (CodecException fault) {
      return new Responses.Upgrade(
          Value.nullOf(BLOCK.impliedType()),
          List.of(
              ProviderDiagnostic.error(
                  "Stored object is damaged",
                  ("The attributes of the object in the state do not follow its schema: %s. Has"
                          + " the state been edited? Restore it from a backup, such as the file"
                          + " beside it that ends in .backup.")
                      .formatted(fault.getMessage()))));
    }
  }

  static Responses.Plan plan(Requests.Plan request) {
    Value proposed = request.proposed();
    if (proposed.isNull()) {
      return planned(proposed, List.of());
    }
    Value input = of(proposed, "input");
    Value triggers = of(proposed, "triggers_replace");
    Value output = Value.unknown(input.type());
    if (request.prior().isNull()) {
      return planned(object(UNKNOWN_ID, input, orNull(input, output), triggers), List.of());
    }
    if (!same(of(request.prior(), "triggers_replace"), triggers)) {
      return planned(
          object(UNKNOWN_ID, input, orNull(input, output), triggers),
          List.of(Path.ROOT.attribute("triggers_replace")));
    }
    return same(of(request.prior(), "input"), input)
        ? planned(proposed, List.of())
        : planned(object(of(proposed, "id"), input, output, triggers), List.of());
  }

  /// The output is of the same type as the input, also when that is null.
  private static Value orNull(Value input, Value output) {
    return input.isNull() ? input : output;
  }

  private static Responses.Plan planned(Value object, List<Path> requiresReplace) {
    return new Responses.Plan(object, requiresReplace, PrivateData.NONE, false, List.of());
  }

  Responses.Apply apply(Requests.Apply request) {
    Value planned = request.planned();
    if (planned.isNull() || planned.isWhollyKnown()) {
      return new Responses.Apply(planned, PrivateData.NONE, false, List.of());
    }
    Value id = of(planned, "id");
    Value output = of(planned, "output");
    Value input = of(planned, "input");
    Value after =
        object(
            id.isKnown() ? id : Value.of(RandomUuid.of(random)),
            input,
            output.isKnown() ? output : input,
            of(planned, "triggers_replace"));
    return new Responses.Apply(after, PrivateData.NONE, false, List.of());
  }

  /// An object with an id and triggers of its own, and nothing in it.
  static Value moved(Value id, Value triggers) {
    Value nothing = Value.nullOf(Type.DYNAMIC);
    return object(id, nothing, nothing, triggers);
  }

  static Responses.Import imported(String id) {
    Value nothing = Value.nullOf(Type.DYNAMIC);
    Value object = object(Value.of(id), nothing, nothing, nothing);
    return new Responses.Import(
        List.of(new Responses.Imported(TYPE, object, PrivateData.NONE)), List.of());
  }

  private static Value of(Value object, String name) {
    Value found = object instanceof ObjectValue present ? present.attributes().get(name) : null;
    return found == null ? Value.nullOf(Type.DYNAMIC) : found;
  }

  /// Attributes in the order of their names, so that none has to be sorted.
  private static Value object(Value id, Value input, Value output, Value triggers) {
    Map<String, Value> attributes = LinkedHashMap.newLinkedHashMap(4);
    attributes.put("id", id);
    attributes.put("input", input);
    attributes.put("output", output);
    attributes.put("triggers_replace", triggers);
    return Value.object(attributes);
  }

  private static boolean same(Value left, Value right) {
    return Equality.sameIgnoringRefinements(left, right);
  }
}
