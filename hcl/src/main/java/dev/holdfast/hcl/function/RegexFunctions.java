package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that match regular expressions.
final class RegexFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of("regex", "regexall");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "regex" ->
          Signature.of(name)
              .takes("pattern", STRING)
              .takes("string", STRING)
              .returns(
                  RegexFunctions::matchType,
                  call ->
                      GoRegex.compile(call.text(0), 0)
                          .first(call.text(1))
                          .orElseThrow(() ->
                              FunctionFault.of(
                                  "pattern did not match any part of the given string")));
      case "regexall" ->
          Signature.of(name)
              .takes("pattern", STRING)
              .takes("string", STRING)
              .returns(
                  arguments -> Type.list(matchType(arguments)),
                  call ->
                      Value.list(
                          matchType(call.arguments()),
                          GoRegex.compile(call.text(0), 0).all(call.text(1))));
      default -> null;
    };
  }

  private static Type matchType(List<Value> arguments) throws FunctionFault {
    return arguments.getFirst() instanceof StringValue pattern
        ? GoRegex.compile(pattern.value(), 0).resultType(0)
        : Type.DYNAMIC;
  }
}
