package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.DYNAMIC;

import dev.holdfast.hcl.conversion.Conversion;
import dev.holdfast.hcl.conversion.ConversionException;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.type.TypeConversion;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that convert to a type or kind of type.
final class TypeFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of("tobool", "tolist", "tomap", "tonumber", "toset", "tostring");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "tobool" -> to(name, Type.BOOLEAN);
      case "tolist" -> to(name, Type.list(DYNAMIC));
      case "tomap" -> to(name, Type.map(DYNAMIC));
      case "tonumber" -> to(name, Type.NUMBER);
      case "toset" -> to(name, Type.set(DYNAMIC));
      case "tostring" -> to(name, Type.STRING);
      default -> null;
    };
  }

  private static Function to(String name, Type wanted) {
    return Signature.of(name)
        .takes(Parameter.of("v", DYNAMIC).orNull().orUnknown().orDynamic().orMarked())
        .mayReturnNull(
            arguments -> {
              Type given = arguments.getFirst().type();
              if (!given.equals(wanted) && !TypeConversion.isPossible(given, wanted)) {
                throw FunctionFault.at(
                    0,
                    "cannot convert %s to %s"
                        .formatted(given.friendlyName(), wanted.friendlyName()));
              }
              return wanted;
            },
            call -> {
              try {
                return Conversion.convert(call.argument(0), wanted);
              } catch (ConversionException e) {
                throw FunctionFault.at(0, refusal(call.argument(0), wanted));
              }
            });
  }

  private static String refusal(Value value, Type wanted) {
    String given = value.type().friendlyName();
    if (Marks.isSensitive(value)) {
      return "cannot convert this sensitive %s to %s".formatted(given, wanted.friendlyName());
    }
    String shown = value instanceof StringValue string ? QuotedText.of(string.value()) : given;
    if (value.type() == PrimitiveType.STRING && wanted == PrimitiveType.BOOLEAN) {
      return "cannot convert %s to bool; only the strings \"true\" or \"false\" are allowed"
          .formatted(shown);
    }
    if (value.type() == PrimitiveType.STRING && wanted == PrimitiveType.NUMBER) {
      return ("cannot convert %s to number; given string must be a decimal representation of a"
              + " number")
          .formatted(shown);
    }
    return "cannot convert %s to %s".formatted(given, wanted.friendlyName());
  }
}
