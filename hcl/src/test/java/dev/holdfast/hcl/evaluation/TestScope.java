package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// The scope that transcripts are evaluated in: a fixed clock, foreseeable chance, and variables
/// that are unknown, null or marked.
public final class TestScope {
  private static final Instant NOW = Instant.parse("2018-05-13T07:44:12Z");

  private TestScope() {}

  /// Functions relative to a folder.
  public static FunctionContext context(Path baseDirectory) {
    return new FunctionContext(
        baseDirectory,
        Path.of("/home/steve"),
        () -> NOW,
        new Random(1),
        false,
        Optional.of(NOW),
        new LanguageTemplates(Functions.forConsole()));
  }

  public static Scope of(Path baseDirectory) {
    return new VariableScope(variables(), Functions.forConsole(), context(baseDirectory));
  }

  private static Map<String, Value> variables() {
    Map<String, Value> variables = new HashMap<>();
    variables.put("any", Values.UNKNOWN);
    variables.put("unknown_string", Value.unknown(Type.STRING));
    variables.put("unknown_number", Value.unknown(Type.NUMBER));
    variables.put("unknown_bool", Value.unknown(Type.BOOLEAN));
    variables.put("unknown_list", Value.unknown(Type.list(Type.STRING)));
    variables.put("unknown_map", Value.unknown(Type.map(Type.STRING)));
    variables.put(
        "unknown_objects", Value.unknown(Type.list(Type.object(Map.of("id", Type.STRING)))));
    variables.put("secret", Value.of("hunter2").mark(Mark.SENSITIVE));
    variables.put("token", Value.of("once").mark(Mark.EPHEMERAL));
    variables.put("null_string", Value.nullOf(Type.STRING));
    variables.put("null_list", Value.nullOf(Type.list(Type.STRING)));
    variables.put("names", Value.list(Type.STRING, List.of(Value.of("a"), Value.of("b"))));
    variables.put(
        "tags", Value.map(Type.STRING, Map.of("env", Value.of("prod"), "tier", Value.of("web"))));
    variables.put(
        "server",
        Value.object(Map.of("name", Value.of("s1"), "ports", Value.tuple(List.of(Value.of(80))))));
    return variables;
  }
}
