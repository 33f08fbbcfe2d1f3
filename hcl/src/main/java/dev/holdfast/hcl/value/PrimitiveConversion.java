package dev.holdfast.hcl.value;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.Type;
import java.util.Locale;
import java.util.Optional;

/// Conversion between strings, numbers and bools.
public final class PrimitiveConversion {
  private PrimitiveConversion() {}

  /// A value as a primitive type, with its marks. Nulls and unknowns become nulls and unknowns of
  /// that type.
  ///
  /// @throws OperationException if that cannot be, in words such as `a number is required`
  public static Value convert(Value value, PrimitiveType wanted) throws OperationException {
    Type type = value.type();
    if (type.equals(wanted)) {
      return value;
    }
    boolean open = value.isNull() || !value.isKnown();
    if (type instanceof DynamicType || (open && isPossible(type, wanted))) {
      Value converted = value.isNull() ? Value.nullOf(wanted) : unknown(value, wanted);
      return converted.mark(value.marks());
    }
    Value converted =
        switch (wanted) {
          case STRING ->
              switch (value) {
                case NumberValue number -> Value.of(number.value().toString());
                case BooleanValue bool -> Value.of(Boolean.toString(bool.value()));
                default -> throw unsuitable("string required");
              };
          case NUMBER ->
              switch (value) {
                case StringValue text -> number(text.value());
                default -> throw unsuitable("number required");
              };
          case BOOLEAN ->
              switch (value) {
                case StringValue text -> bool(text.value());
                default -> throw unsuitable("bool required");
              };
        };
    return converted.mark(value.marks());
  }

  private static boolean isPossible(Type from, PrimitiveType wanted) {
    return from instanceof PrimitiveType
        && (wanted == PrimitiveType.STRING || from == PrimitiveType.STRING);
  }

  private static Value unknown(Value value, PrimitiveType wanted) {
    return Refinements.isDefinitelyNotNull(value)
        ? Value.unknown(wanted, Refinement.NOT_NULL)
        : Value.unknown(wanted);
  }

  private static Value number(String text) throws OperationException {
    Optional<Number512> number = Number512.parse(text);
    if (number.isEmpty()) {
      throw unsuitable("a number is required");
    }
    if (number.get().isInfinite() && text.chars().anyMatch(Character::isDigit)) {
      throw unsuitable("a number is required, and this one is too large");
    }
    return Value.of(number.get());
  }

  private static Value bool(String text) throws OperationException {
    return switch (text) {
      case "true", "1" -> Values.TRUE;
      case "false", "0" -> Values.FALSE;
      default -> {
        String lower = text.toLowerCase(Locale.ROOT);
        throw unsuitable(
            lower.equals("true") || lower.equals("false")
                ? "a bool is required; to convert from string, use lowercase \"" + lower + "\""
                : "a bool is required");
      }
    };
  }

  private static OperationException unsuitable(String message) {
    return new OperationException("Unsuitable value", message);
  }
}
