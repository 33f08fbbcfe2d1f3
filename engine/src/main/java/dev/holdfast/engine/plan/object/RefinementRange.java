package dev.holdfast.engine.plan.object;

import static dev.holdfast.engine.plan.object.Structure.elements;
import static dev.holdfast.engine.plan.object.Structure.entries;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// The values that a refinement leaves possible.
record RefinementRange(Refinement refinement) {

  static RefinementRange of(Refinement refinement) {
    return new RefinementRange(refinement);
  }

  /// Whether the value is within the range. An unknown is taken to be: what it will be is checked
  /// when it is known.
  boolean includes(Value value) {
    if (!value.isKnown()) {
      return true;
    }
    if (value.isNull()) {
      return !refinement.notNull();
    }
    return switch (value) {
      case StringValue text -> text.value().startsWith(refinement.prefix());
      case NumberValue number ->
          isAbove(number.value(), refinement.lower())
              && isBelow(number.value(), refinement.upper());
      case ListValue list -> includesLength(elements(list).size());
      case SetValue set -> includesLength(elements(set).size());
      case MapValue map -> includesLength(entries(map).size());
      default -> true;
    };
  }

  private boolean includesLength(int length) {
    return refinement.minimumLength() <= length && length <= refinement.maximumLength();
  }

  private static boolean isAbove(Number512 number, Refinement.@Nullable Bound bound) {
    int order = bound == null ? 1 : number.compareTo(bound.value());
    return order > 0 || (order == 0 && bound != null && bound.inclusive());
  }

  private static boolean isBelow(Number512 number, Refinement.@Nullable Bound bound) {
    int order = bound == null ? -1 : number.compareTo(bound.value());
    return order < 0 || (order == 0 && bound != null && bound.inclusive());
  }
}
