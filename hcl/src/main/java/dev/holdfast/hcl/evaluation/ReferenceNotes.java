package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.diagnostic.ReferenceNote;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.References;
import dev.holdfast.hcl.syntax.ScopeTraversalExpression;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.NullValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Says what the references in an expression stand for, in words that are safe to show.
public final class ReferenceNotes {
  private ReferenceNotes() {}

  /// One note for each distinct reference, in the order of their text. The scope is asked again for
  /// each, which costs little where it remembers its answers.
  public static List<ReferenceNote> of(Expression expression, Scope scope) {
    TreeMap<String, ReferenceNote> notes = new TreeMap<>();
    for (Traversal whole : References.of(expression)) {
      // A reference that leads too far is shown as far as it leads somewhere.
      for (int steps = whole.steps().size(); steps >= 0; steps--) {
        Traversal traversal = whole.firstSteps(steps);
        Evaluation evaluation =
            Evaluator.evaluateQuietly(new ScopeTraversalExpression(traversal), scope);
        if (!evaluation.hasErrors()) {
          if (steps > 0 || whole.steps().isEmpty() || isLocal(whole, scope)) {
            String text = TraversalText.of(traversal);
            notes.put(text, new ReferenceNote(text, statement(evaluation.value())));
          }
          break;
        }
      }
    }
    return List.copyOf(notes.values());
  }

  /// A root such as `var` alone says nothing to the user, but a name of a loop does.
  private static boolean isLocal(Traversal traversal, Scope scope) {
    return scope instanceof LocalScope(Scope parent, var names)
        && (names.containsKey(traversal.root()) || isLocal(traversal, parent));
  }

  /// What a value is: `is "x"`, `is list of string with 2 elements`, `has a sensitive value`, `is a
  /// string, known only after apply`.
  public static String statement(Value value) {
    Set<Mark> marks = Marks.of(value);
    if (marks.contains(Mark.SENSITIVE)) {
      return marks.contains(Mark.EPHEMERAL)
          ? "has an ephemeral, sensitive value"
          : "has a sensitive value";
    }
    if (marks.contains(Mark.EPHEMERAL)) {
      return "has an ephemeral value";
    }
    if (value instanceof UnknownValue unknown) {
      return unknown.type() instanceof DynamicType
          ? "will be known only after apply"
          : "is a %s, known only after apply".formatted(unknown.type().friendlyName());
    }
    return "is " + compact(value);
  }

  private static String compact(Value value) {
    return switch (value) {
      case NullValue none -> "null";
      case UnknownValue unknown -> "(not yet known)";
      case BooleanValue truth -> String.valueOf(truth.value());
      case NumberValue number -> number.value().toString();
      case StringValue string -> QuotedText.of(string.value());
      case ListValue list -> sized(list.type().friendlyName(), list.elements().size());
      case SetValue set -> sized(set.type().friendlyName(), set.elements().size());
      case MapValue map -> sized(map.type().friendlyName(), map.elements().size());
      case TupleValue tuple -> sized("tuple", tuple.elements().size());
      case ObjectValue object -> {
        int size = object.attributes().size();
        yield switch (size) {
          case 0 -> "object with no attributes";
          case 1 -> "object with 1 attribute " + QuotedText.of(object.attributes().firstKey());
          default -> "object with %d attributes".formatted(size);
        };
      }
    };
  }

  private static String sized(String kind, int size) {
    return switch (size) {
      case 0 -> "empty " + kind;
      case 1 -> kind + " with 1 element";
      default -> kind + " with %d elements".formatted(size);
    };
  }
}
