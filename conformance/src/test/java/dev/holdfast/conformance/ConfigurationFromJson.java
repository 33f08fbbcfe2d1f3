package dev.holdfast.conformance;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.Map;

/// Writes a root module from the member `configuration` of a plan's JSON: for data whose
/// configuration is not there. Knows constants and single references only.
final class ConfigurationFromJson {
  private final StringBuilder text = new StringBuilder();

  private ConfigurationFromJson() {}

  static String write(Value plan) throws CodecException {
    ConfigurationFromJson writer = new ConfigurationFromJson();
    Value configuration = member(plan, "configuration");
    for (var provider : members(configuration, "provider_config").entrySet()) {
      writer.block("provider \"" + provider.getKey() + "\"");
      writer.expressions(provider.getValue());
      writer.end();
    }
    Value root = member(configuration, "root_module");
    for (var variable : members(root, "variables").entrySet()) {
      writer.block("variable \"" + variable.getKey() + "\"");
      writer.plain(variable.getValue());
      writer.end();
    }
    for (Value resource : JsonComparison.elements(member(root, "resources"))) {
      writer.resource(resource);
    }
    for (var output : members(root, "outputs").entrySet()) {
      writer.block("output \"" + output.getKey() + "\"");
      writer.argument("value", member(output.getValue(), "expression"));
      writer.plain(output.getValue());
      writer.end();
    }
    return writer.text.toString();
  }

  private void resource(Value resource) throws CodecException {
    block("resource \"" + string(resource, "type") + "\" \"" + string(resource, "name") + "\"");
    expressions(resource);
    if (JsonComparison.members(resource).containsKey("count_expression")) {
      argument("count", member(resource, "count_expression"));
    }
    end();
  }

  /// Members that are not expressions and have the names of arguments.
  private void plain(Value block) throws CodecException {
    for (String name : new String[] {"default", "sensitive", "description"}) {
      if (JsonComparison.members(block).containsKey(name)) {
        line(name, ValueJson.encode(member(block, name)));
      }
    }
  }

  private void expressions(Value block) throws CodecException {
    for (var argument : members(block, "expressions").entrySet()) {
      argument(argument.getKey(), argument.getValue());
    }
  }

  private void argument(String name, Value expression) throws CodecException {
    Value constant = JsonComparison.members(expression).get("constant_value");
    line(
        name,
        constant != null
            ? ValueJson.encode(constant)
            : ((StringValue) JsonComparison.elements(member(expression, "references")).getFirst())
                .value());
  }

  private void block(String header) {
    text.append(header).append(" {\n");
  }

  private void line(String name, String expression) {
    text.append("  ").append(name).append(" = ").append(expression).append('\n');
  }

  private void end() {
    text.append("}\n\n");
  }

  private static Value member(Value object, String name) {
    return JsonComparison.members(object).getOrDefault(name, Values.EMPTY_OBJECT);
  }

  private static Map<String, Value> members(Value object, String name) {
    return JsonComparison.members(member(object, name));
  }

  private static String string(Value object, String name) {
    return ((StringValue) member(object, name)).value();
  }
}
