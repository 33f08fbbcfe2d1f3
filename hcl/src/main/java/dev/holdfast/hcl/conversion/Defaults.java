package dev.holdfast.hcl.conversion;

import dev.holdfast.hcl.value.Value;
import java.util.Map;

/// The defaults of optional attributes at every level of a type constraint (`optional(type,
/// default)`).
///
/// @param attributes the default of each attribute of the object that has one
/// @param children the defaults within: by attribute name, by tuple position, or `""` for the
///   elements of a collection
@SuppressWarnings("DoNotCallSuggester")
public record Defaults(Map<String, Value> attributes, Map<String, Defaults> children) {
  /// Nothing has a default.
  public static final Defaults NONE = new Defaults(Map.of(), Map.of());

  public Defaults {
    attributes = Map.copyOf(attributes);
    children = Map.copyOf(children);
  }

  public boolean isEmpty() {
    return attributes.isEmpty() && children.isEmpty();
  }

  /// The value with absent and null attributes set to their defaults; to be called before
  /// conversion to the constraint.
  public Value apply(Value value) {
    throw new UnsupportedOperationException("not written yet");
  }
}
