package dev.holdfast.engine.planning;

import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.schema.IdentityAttribute;
import dev.holdfast.engine.schema.IdentitySchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds out which object a resource with `lifecycle { adopt = … }` is to take over if it exists:
/// the one with the given id or identity, or, for `true`, the one that its own arguments identify.
final class Adoption {
  private final InstanceEvaluation instance;
  private final ResourceSchema schema;
  private final Diagnostics diagnostics;

  Adoption(InstanceEvaluation instance, ResourceSchema schema, Diagnostics diagnostics) {
    this.instance = instance;
    this.schema = schema;
    this.diagnostics = diagnostics;
  }

  /// What came of it.
  ///
  /// @param target null where nothing is to be adopted
  /// @param failed whether it cannot be told, which is reported
  record Found(@Nullable ImportTarget target, boolean failed) {
    static final Found NOTHING = new Found(null, false);
    static final Found FAILED = new Found(null, true);
  }

  /// @param configuration of the resource, decoded; with marks
  Found find(Value configuration) {
    Expression adopt = instance.resource().lifecycle().adopt();
    if (adopt == null) {
      return Found.NOTHING;
    }
    Evaluation evaluated = Evaluator.evaluate(adopt, instance.scope());
    diagnostics.addAll(evaluated.diagnostics());
    if (evaluated.hasErrors()) {
      return Found.FAILED;
    }
    Value value = evaluated.value();
    if (Marks.isSensitive(value)) {
      return fault(
          adopt,
          "The value is sensitive. It would show in plans and so be disclosed; use nonsensitive if it"
              + " is no secret.");
    }
    if (!value.isWhollyKnown()) {
      return notYet(adopt);
    }
    return switch (Marks.strip(value)) {
      case BooleanValue wanted -> wanted.value() ? derive(adopt, configuration) : Found.NOTHING;
      case StringValue text when text.value().equals("true") -> derive(adopt, configuration);
      case StringValue text when text.value().equals("false") -> Found.NOTHING;
      case StringValue id when !id.value().isEmpty() -> target(adopt, id.value(), null);
      case ObjectValue identity -> target(adopt, "", identity);
      case MapValue identity -> target(adopt, "", identity);
      case Value nothing when nothing.isNull() -> Found.NOTHING;
      default ->
          fault(
              adopt,
              "It is true or false, the id that the provider knows the object by, or the attributes of"
                  + " its identity.");
    };
  }

  private Found target(Expression adopt, String id, @Nullable Value identity) {
    return new Found(
        new ImportTarget(instance.address(), id, identity, true, adopt.range(), null), false);
  }

  /// The identity as the arguments of the same names tell it.
  private Found derive(Expression adopt, Value configuration) {
    IdentitySchema identity = schema.identity();
    if (identity == null) {
      return underivable(adopt, "The provider has no identities for it");
    }
    Map<String, Value> attributes = new TreeMap<>();
    for (Map.Entry<String, IdentityAttribute> entry :
        new TreeMap<>(identity.attributes()).entrySet()) {
      String name = entry.getKey();
      Value given =
          configuration instanceof ObjectValue object ? object.attributes().get(name) : null;
      if (given != null && Marks.isSensitive(given)) {
        return fault(adopt, "The argument \"%s\" identifies it and is sensitive.".formatted(name));
      }
      if (given != null && !given.isWhollyKnown()) {
        return notYet(adopt);
      }
      if (given != null && !given.isNull()) {
        attributes.put(name, Marks.strip(given));
      } else if (entry.getValue().requiredForImport()) {
        return underivable(
            adopt, "Its identity needs \"%s\", which no argument tells".formatted(name));
      }
    }
    return target(adopt, "", Value.object(attributes));
  }

  private Found underivable(Expression adopt, String reason) {
    return fault(
        adopt,
        "Which %s that exists would be %s cannot be told from its arguments. %s. Set adopt to the id that the provider knows the object by, as you would give it to an import block, such as adopt = \"my-object\"."
            .formatted(instance.resource().address().type(), instance.address(), reason));
  }

  /// What identifies the object will only be there after other things are made. Then it is most
  /// likely that the object does not exist either.
  private Found notYet(Expression adopt) {
    diagnostics.add(
        Diagnostic.warning(
            "Cannot tell yet whether an object exists",
            "What identifies %s depends on resource attributes that cannot be determined until apply. It is planned as a new object; if it exists after all, its creation will fail and the next plan will adopt it."
                .formatted(instance.address()),
            adopt.range()));
    return Found.NOTHING;
  }

  private Found fault(Expression adopt, String detail) {
    diagnostics.add(
        Diagnostic.error("Invalid adopt argument", detail, adopt.range())
            .about(instance.address().toString()));
    return Found.FAILED;
  }
}
