package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes expressions of JSON values (HCL JSON syntax specification, "Expressions"): strings are
/// templates, objects and arrays are what they look like.
final class JsonExpressions {
  private final SourceFile source;
  private final List<Diagnostic> diagnostics;

  JsonExpressions(SourceFile source, List<Diagnostic> diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  Expression expression(JsonNode node) {
    return switch (node) {
      case JsonNode.JsonConstant(Value value, var range) -> new LiteralExpression(value, range);
      case JsonNode.JsonString string -> template(string);
      case JsonNode.JsonArray(var elements, var range) ->
          new TupleExpression(elements.stream().map(this::expression).toList(), range);
      case JsonNode.JsonObject object -> object(object);
    };
  }

  private Expression object(JsonNode.JsonObject object) {
    List<ObjectExpression.Item> items = new ArrayList<>();
    Map<String, JsonNode.JsonString> names = new HashMap<>();
    for (JsonNode.Property property : object.properties()) {
      JsonNode.JsonString earlier = names.putIfAbsent(property.name().text(), property.name());
      if (earlier != null) {
        diagnostics.add(
            Diagnostic.error(
                "Duplicate object attribute",
                "An attribute named \""
                    + property.name().text()
                    + "\" was already defined at "
                    + earlier.range()
                    + ".",
                property.name().range()));
      }
      items.add(new ObjectExpression.Item(template(property.name()), expression(property.value())));
    }
    return new ObjectExpression(items, object.range());
  }

  private Expression template(JsonNode.JsonString string) {
    String text = string.text();
    if (!text.contains("${") && !text.contains("%{")) {
      List<Expression> parts =
          text.isEmpty()
              ? List.of()
              : List.of(new LiteralExpression(Value.of(text), string.range()));
      return new TemplateExpression(parts, TemplateExpression.Kind.JSON, string.range());
    }
    JsonEscapes resolved =
        JsonEscapes.resolve(source.bytes(), string.start() + 1, string.end() - 1);
    Parsed<Expression> parsed =
        HclParser.parseTemplate(
            resolved.text(),
            (start, end) -> source.range(resolved.sourceOffset(start), resolved.sourceOffset(end)),
            TemplateExpression.Kind.JSON);
    diagnostics.addAll(parsed.diagnostics());
    return switch (parsed.tree()) {
      case TemplateExpression template ->
          new TemplateExpression(template.parts(), template.kind(), string.range());
      case TemplateWrapExpression wrap ->
          new TemplateWrapExpression(wrap.wrapped(), wrap.kind(), string.range());
      default -> parsed.tree();
    };
  }
}
