package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.BOOLEAN;
import static dev.holdfast.hcl.type.Type.DYNAMIC;

import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Walk;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Functions that put marks on values, take them off and ask for them.
final class SensitivityFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of("ephemeralasnull", "issensitive", "nonsensitive", "sensitive");
  }

  @Override
  public @Nullable Function make(String name) {
    Signature signature =
        Signature.of(name)
            .takes(Parameter.of("value", DYNAMIC).orNull().orUnknown().orDynamic().orMarked());
    return switch (name) {
      case "sensitive" ->
          signature.mayReturnNull(
              arguments -> arguments.getFirst().type(),
              call -> call.argument(0).mark(Mark.SENSITIVE));
      case "nonsensitive" ->
          signature.mayReturnNull(
              arguments -> arguments.getFirst().type(),
              call -> without(call.argument(0), Mark.SENSITIVE));
      case "issensitive" ->
          signature.returns(BOOLEAN, call -> Value.of(call.argument(0).isSensitive()));
      case "ephemeralasnull" ->
          signature.mayReturnNull(
              arguments -> arguments.getFirst().type(),
              call ->
                  Walk.transform(
                      call.argument(0),
                      (path, part) ->
                          part.marks().contains(Mark.EPHEMERAL)
                              ? Value.nullOf(part.type())
                                  .mark(without(part.marks(), Mark.EPHEMERAL))
                              : part));
      default -> null;
    };
  }

  private static Value without(Value value, Mark mark) {
    return value.withExactly(without(value.marks(), mark));
  }

  private static Set<Mark> without(Set<Mark> marks, Mark mark) {
    Set<Mark> rest = new LinkedHashSet<>(marks);
    rest.remove(mark);
    return rest;
  }
}
