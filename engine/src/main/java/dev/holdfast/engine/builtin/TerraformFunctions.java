package dev.holdfast.engine.builtin;

import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.FunctionSchema;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.NothingScope;
import dev.holdfast.hcl.format.SourceText;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.HclFile;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Identifiers;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The functions of the built-in provider: between values and the text of `.tfvars` files.
final class TerraformFunctions {
  static final Map<String, FunctionSchema> SCHEMAS =
      Map.of(
          "encode_tfvars",
          function("value", Type.DYNAMIC, Type.STRING, "The text of a .tfvars file for an object."),
          "decode_tfvars",
          function("src", Type.STRING, Type.DYNAMIC, "The object that a .tfvars file stands for."),
          "encode_expr",
          function("value", Type.DYNAMIC, Type.STRING, "A value as an expression."));

  private static final String SOURCE = "<decode_tfvars argument>";

  private TerraformFunctions() {}

  private static FunctionSchema function(
      String parameter, Type type, Type result, String description) {
    return new FunctionSchema(
        List.of(new FunctionSchema.Parameter(parameter, type, false, false)),
        null,
        result,
        description);
  }

  static Responses.Call call(Requests.Call request) {
    Value argument = request.arguments().getFirst();
    return switch (request.function()) {
      case "encode_tfvars" -> encodeVariables(argument);
      case "decode_tfvars" -> decodeVariables(((StringValue) argument).value());
      case "encode_expr" -> result(Value.of(SourceText.expression(argument)));
      default -> fault("there is no function \"" + request.function() + "\"");
    };
  }

  private static Responses.Call encodeVariables(Value argument) {
    Map<String, Value> variables = entries(argument);
    if (variables == null) {
      return fault(
          "invalid value to encode: must be an object whose attribute names will become the encoded"
              + " variable names");
    }
    for (String name : variables.keySet()) {
      if (!Identifiers.isValid(name)) {
        return fault(
            "invalid variable name \"%s\": must be a valid identifier, per the rules for input"
                    .formatted(name)
                + " variable declarations");
      }
    }
    return result(Value.of(SourceText.attributes(variables)));
  }

  private static @Nullable Map<String, Value> entries(Value value) {
    return switch (value) {
      case ObjectValue object -> object.attributes();
      case MapValue map -> map.elements();
      default -> null;
    };
  }

  private static Responses.Call decodeVariables(String text) {
    Parsed<HclFile> file = HclParser.parseFile(SourceFile.of(SOURCE, text));
    if (file.hasErrors()) {
      return fault("invalid tfvars syntax: " + first(file.diagnostics()));
    }
    BodyContent content = file.tree().body().justAttributes();
    if (!content.diagnostics().isEmpty()) {
      return fault("invalid tfvars content: " + first(content.diagnostics()));
    }
    Map<String, Value> values = new TreeMap<>();
    for (Attribute attribute : content.attributes().values()) {
      Evaluation evaluation = Evaluator.evaluate(attribute.expression(), NothingScope.NOTHING);
      if (evaluation.hasErrors()) {
        return fault(
            "invalid expression for variable \"%s\": %s"
                .formatted(attribute.name(), first(evaluation.diagnostics())));
      }
      values.put(attribute.name(), evaluation.value());
    }
    return result(Value.object(values));
  }

  private static String first(List<Diagnostic> diagnostics) {
    Diagnostic diagnostic = diagnostics.getFirst();
    return "%s: %s; %s"
        .formatted(
            diagnostic.subject(),
            diagnostic.summary(),
            diagnostic.detail().replaceFirst("\\.$", ""));
  }

  private static Responses.Call result(Value value) {
    return new Responses.Call(value, -1, "");
  }

  private static Responses.Call fault(String message) {
    return new Responses.Call(Value.nullOf(Type.DYNAMIC), -1, message);
  }
}
