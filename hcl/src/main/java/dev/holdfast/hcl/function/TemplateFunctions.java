package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.DYNAMIC;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.ObjectType;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Functions that evaluate templates.
final class TemplateFunctions implements Functions.Family {
  private static final Pattern VARIABLE_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  @Override
  public List<String> names() {
    return List.of("templatefile", "templatestring");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "templatefile" ->
          Signature.of(name)
              .takes(Parameter.of("path", STRING).orMarked())
              .takes(Parameter.of("vars", DYNAMIC).orMarked())
              .mayReturnNull(
                  TemplateFunctions::resultType,
                  call -> {
                    String source = FileContent.text(call, 0);
                    return evaluated(call, source, call.text(0));
                  });
      case "templatestring" ->
          Signature.of(name)
              .takes(Parameter.of("template", STRING).orMarked())
              .takes(Parameter.of("vars", DYNAMIC).orMarked())
              .mayReturnNull(
                  TemplateFunctions::resultType,
                  call -> evaluated(call, call.text(0), "<templatestring argument>"));
      default -> null;
    };
  }

  private static Type resultType(List<Value> arguments) throws FunctionFault {
    Type type = arguments.get(1).type();
    if (!(type instanceof ObjectType) && !(type instanceof MapType)) {
      throw FunctionFault.at(1, "invalid vars value: must be a map");
    }
    return DYNAMIC;
  }

  private static Value evaluated(Call call, String source, String name) throws FunctionFault {
    Value given = call.argument(1);
    Map<String, Value> variables =
        switch (given) {
          case ObjectValue object -> object.attributes();
          case MapValue map -> map.elements();
          default -> throw FunctionFault.at(1, "invalid vars value: must be a map");
        };
    for (String variable : variables.keySet()) {
      if (!VARIABLE_NAME.matcher(variable).matches()) {
        throw FunctionFault.at(
            1,
            ("invalid template variable name %s: must start with a letter, followed by zero or more"
                    + " letters, digits, and underscores")
                .formatted(QuotedText.of(variable)));
      }
    }
    Set<Mark> marks = new LinkedHashSet<>(given.marks());
    marks.addAll(call.argument(0).marks());
    return call.context().templates().evaluate(source, name, variables, call.context()).mark(marks);
  }
}
