package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.conversion.Defaults;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;

/// What a type expression such as `list(object({ a = optional(string, "x") }))` asks of a value.
///
/// @param type the type; dynamic in it stands for `any`
/// @param defaults what optional attributes are when they are absent
public record TypeConstraint(Type type, Defaults defaults) {

  /// Anything at all.
  public static final TypeConstraint ANY = new TypeConstraint(Type.DYNAMIC, Defaults.NONE);

  /// The value with defaults filled in, as the type. Linear in the size of the value.
  public Value apply(Value value) throws ConversionException {
    Value complete = value.isNull() || defaults.isEmpty() ? value : defaults.apply(value);
    return Conversion.convert(complete, type);
  }
}
