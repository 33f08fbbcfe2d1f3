package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.DYNAMIC;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Refinement;
import dev.holdfast.hcl.value.Refinements;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that put values into text by a format in the manner of Go's `fmt`.
final class FormatFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of("format", "formatlist");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "format" -> format();
      case "formatlist" -> formatList();
      default -> null;
    };
  }

  private static Function format() {
    return Signature.of("format")
        .takes("format", STRING)
        .takesMany(Parameter.of("args", DYNAMIC).orNull().orUnknown().orDynamic())
        .returns(
            STRING,
            call -> {
              String format = call.text(0);
              if (call.from(1).stream().allMatch(Value::isWhollyKnown)) {
                return Value.of(GoFormat.format(format, call.from(1)));
              }
              int verb = format.indexOf('%');
              String prefix = verb < 0 ? format : format.substring(0, verb);
              return Refinements.refine(
                  call.unknown(), new Refinement(true, prefix, null, null, 0, Integer.MAX_VALUE));
            });
  }

  private static Function formatList() {
    return Signature.of("formatlist")
        .takes("format", STRING)
        .takesMany(Parameter.of("args", DYNAMIC).orNull().orUnknown().orDynamic())
        .returns(Type.list(STRING), FormatFunctions::formattedList);
  }

  private static Value formattedList(Call call) throws FunctionFault {
    int length = -1;
    int chooser = -1;
    boolean unknown = false;
    for (int index = 1; index < call.count(); index++) {
      Value argument = call.argument(index);
      if (!Comparison.isSequence(argument.type()) || argument.isNull()) {
        unknown |= !argument.isWhollyKnown();
        continue;
      }
      if (!argument.isKnown()) {
        unknown = true;
        continue;
      }
      int size = call.elements(index).size();
      if (length >= 0 && size != length) {
        throw FunctionFault.at(
            index,
            "argument %d has length %d, which is inconsistent with argument %d of length %d"
                .formatted(index, size, chooser, length));
      }
      length = size;
      chooser = index;
    }
    if (unknown) {
      return call.unknown();
    }
    List<Value> results = new ArrayList<>();
    int rows = length < 0 ? 1 : length;
    for (int row = 0; row < rows; row++) {
      List<Value> arguments = new ArrayList<>();
      for (int index = 1; index < call.count(); index++) {
        Value argument = call.argument(index);
        boolean sequence = Comparison.isSequence(argument.type()) && !argument.isNull();
        arguments.add(sequence ? call.elements(index).get(row) : argument);
      }
      if (!arguments.stream().allMatch(Value::isWhollyKnown)) {
        results.add(Refinements.notNull(Value.unknown(STRING)));
        continue;
      }
      try {
        results.add(Value.of(GoFormat.format(call.text(0), arguments)));
      } catch (FunctionFault fault) {
        throw FunctionFault.of(
            "error on format iteration %d: %s".formatted(row, fault.getMessage()));
      }
    }
    return Value.list(STRING, results);
  }
}
