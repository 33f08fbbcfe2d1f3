package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.BOOLEAN;
import static dev.holdfast.hcl.type.Type.DYNAMIC;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.type.TypeExpression;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that are about expressions. In source text the evaluator gives `try`, `can` and
/// `convert` their meaning, since they need the expressions of their arguments; called with values
/// alone, no argument of theirs can be at fault.
final class ExpressionFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of("can", "convert", "try", "type");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "can" ->
          Signature.of(name).takes(anything("expression")).returns(BOOLEAN, call -> Value.of(true));
      case "try" ->
          Signature.of(name)
              .takesMany(anything("expressions"))
              .mayReturnNull(
                  arguments -> DYNAMIC,
                  call -> {
                    if (call.count() == 0) {
                      throw FunctionFault.of("at least one argument is required");
                    }
                    return call.argument(0);
                  });
      case "convert" ->
          Signature.of(name)
              .takes(anything("value"))
              .takes(anything("type"))
              .mayReturnNull(
                  arguments -> DYNAMIC,
                  call -> {
                    throw FunctionFault.at(1, "a type expression is required");
                  });
      case "type" ->
          Signature.of(name)
              .takes(anything("value"))
              .returns(STRING, call -> Value.of(TypeExpression.text(call.argument(0).type())));
      default -> null;
    };
  }

  private static Parameter anything(String name) {
    return Parameter.of(name, DYNAMIC).orNull().orUnknown().orDynamic().orMarked();
  }
}
