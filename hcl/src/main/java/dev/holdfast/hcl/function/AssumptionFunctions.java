package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.DYNAMIC;
import static dev.holdfast.hcl.type.Type.NUMBER;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ListValue;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.SetValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions by which an author promises something of a value that is not known yet. The promise is
/// checked once the value is known.
final class AssumptionFunctions implements Functions.Family {
  private static final String BROKEN = "assumption was not upheld";

  @Override
  public List<String> names() {
    return List.of(
        "assumeequal",
        "assumelistlength",
        "assumelistlengthmax",
        "assumelistlengthmin",
        "assumemaplength",
        "assumemaplengthmax",
        "assumemaplengthmin",
        "assumenotnull",
        "assumesetlength",
        "assumesetlengthmax",
        "assumesetlengthmin",
        "assumestringprefix");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "assumeequal" -> equal();
      case "assumenotnull" -> notNull();
      case "assumestringprefix" -> prefix();
      case "assumelistlength", "assumelistlengthmax", "assumelistlengthmin" ->
          length(name, Type.list(DYNAMIC));
      case "assumemaplength", "assumemaplengthmax", "assumemaplengthmin" ->
          length(name, Type.map(DYNAMIC));
      case "assumesetlength", "assumesetlengthmax", "assumesetlengthmin" ->
          length(name, Type.set(DYNAMIC));
      default -> null;
    };
  }

  private static Parameter open(String name, Type type) {
    return Parameter.of(name, type).orNull().orUnknown().orDynamic();
  }

  private static Function equal() {
    return Signature.of("assumeequal")
        .takes(open("actual_value", DYNAMIC))
        .takes(open("expected_value", DYNAMIC).orMarked())
        .mayReturnNull(
            arguments -> arguments.get(1).type(),
            call -> {
              Value expected = call.argument(1);
              Value actual;
              try {
                actual = Conversion.convert(call.argument(0), expected.type());
              } catch (ConversionException e) {
                throw FunctionFault.at(
                    0,
                    "actual value type %s does not match assumed value type %s"
                        .formatted(
                            call.argument(0).type().friendlyName(),
                            expected.type().friendlyName()));
              }
              // Neither value is named here: one of them may be a secret.
              if (Comparison.same(actual, expected) == Comparison.Answer.NO) {
                throw FunctionFault.at(0, "the actual value does not match the assumed value");
              }
              return expected;
            });
  }

  private static Function notNull() {
    return Signature.of("assumenotnull")
        .takes(open("value", DYNAMIC))
        .mayReturnNull(
            arguments -> arguments.getFirst().type(),
            call -> {
              Value value = call.argument(0);
              if (value.type() instanceof DynamicType) {
                throw FunctionFault.at(
                    0,
                    "given value must have a known type; consider using the \"convert\" function to"
                        + " specify a type to assume");
              }
              if (value.isNull()) {
                throw FunctionFault.at(0, BROKEN);
              }
              return Refinements.notNull(value);
            });
  }

  private static Function prefix() {
    return Signature.of("assumestringprefix")
        .takes(open("value", STRING))
        .takes("prefix", STRING)
        .mayReturnNull(
            arguments -> STRING,
            call -> {
              String prefix = call.text(1);
              return switch (call.argument(0)) {
                case StringValue string when string.value().startsWith(prefix) -> string;
                case UnknownValue unknown -> {
                  String known = unknown.refinement().prefix();
                  if (!known.startsWith(prefix) && !prefix.startsWith(known)) {
                    throw FunctionFault.at(0, BROKEN);
                  }
                  yield Refinements.refine(
                      unknown, new Refinement(true, prefix, null, null, 0, Integer.MAX_VALUE));
                }
                default -> throw FunctionFault.at(0, BROKEN);
              };
            });
  }

  /// Bounds of a length: both, or one of them as the name ends.
  private static Function length(String name, Type type) {
    boolean least = !name.endsWith("max");
    boolean greatest = !name.endsWith("min");
    Signature signature = Signature.of(name).takes(open("value", type));
    if (least) {
      signature = signature.takes("min_length", NUMBER);
    }
    if (greatest) {
      signature = signature.takes("max_length", NUMBER);
    }
    return signature.mayReturnNull(
        arguments -> arguments.getFirst().type(),
        call -> {
          int minimum = least ? bound(call, 1) : 0;
          int maximum = greatest ? bound(call, call.count() - 1) : Integer.MAX_VALUE;
          Value value = call.argument(0);
          if (value instanceof UnknownValue unknown) {
            if (minimum > maximum
                || unknown.refinement().minimumLength() > maximum
                || unknown.refinement().maximumLength() < minimum) {
              throw FunctionFault.at(0, BROKEN);
            }
            return Refinements.refine(
                value, new Refinement(true, "", null, null, minimum, maximum));
          }
          int size = size(value);
          if (size < minimum || size > maximum) {
            throw FunctionFault.at(0, BROKEN);
          }
          return value;
        });
  }

  private static int bound(Call call, int argument) throws FunctionFault {
    Number512 number = call.number(argument);
    if (!number.fitsInt() || number.signum() < 0) {
      throw FunctionFault.at(
          argument, "must be a whole number between 0 and %d".formatted(Integer.MAX_VALUE));
    }
    return number.intValueExact();
  }

  private static int size(Value value) throws FunctionFault {
    return switch (value) {
      case ListValue list -> list.elements().size();
      case SetValue set -> set.elements().size();
      case MapValue map -> map.elements().size();
      default -> throw FunctionFault.at(0, BROKEN);
    };
  }
}
