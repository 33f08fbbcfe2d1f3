package dev.holdfast.cli.render.json;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.Description;
import dev.holdfast.engine.schema.FunctionSchema;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.NestedBlock;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.TypeJson;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What providers offer, as `providers schema -json` prints it. Linear in the schemas.
public final class ProviderSchemaJson {
  private static final String FORMAT_VERSION = "1.0";

  private final JsonOutput out;

  private ProviderSchemaJson(JsonOutput out) {
    this.out = out;
  }

  /// Writes the document.
  public static void write(SortedMap<ProviderSource, ProviderSchema> schemas, JsonOutput out)
      throws IOException {
    ProviderSchemaJson json = new ProviderSchemaJson(out);
    out.object(() -> {
      out.member("format_version", FORMAT_VERSION);
      if (schemas.isEmpty()) {
        return;
      }
      out.name("provider_schemas");
      out.object(() -> {
        for (Map.Entry<ProviderSource, ProviderSchema> each : schemas.entrySet()) {
          out.name(each.getKey().toString());
          json.provider(each.getValue());
        }
      });
    });
  }

  private void provider(ProviderSchema schema) throws IOException {
    out.object(() -> {
      out.name("provider");
      resource(ResourceSchema.of(schema.configuration()));
      resources("resource_schemas", schema.resources());
      resources("data_source_schemas", schema.dataSources());
      resources("ephemeral_resource_schemas", schema.ephemeralResources());
      if (!schema.functions().isEmpty()) {
        out.name("functions");
        out.object(() -> {
          for (var function : new TreeMap<>(schema.functions()).entrySet()) {
            out.name(function.getKey());
            function(function.getValue());
          }
        });
      }
    });
  }

  private void resources(String name, Map<String, ResourceSchema> schemas) throws IOException {
    if (schemas.isEmpty()) {
      return;
    }
    out.name(name);
    out.object(() -> {
      for (Map.Entry<String, ResourceSchema> each : new TreeMap<>(schemas).entrySet()) {
        out.name(each.getKey());
        resource(each.getValue());
      }
    });
  }

  private void resource(ResourceSchema schema) throws IOException {
    out.object(() -> {
      out.member("version", schema.version());
      out.name("block");
      block(schema.block());
    });
  }

  private void block(Block block) throws IOException {
    out.object(() -> {
      if (!block.attributes().isEmpty()) {
        out.name("attributes");
        attributes(block.attributes());
      }
      if (!block.blocks().isEmpty()) {
        out.name("block_types");
        out.object(() -> {
          for (Map.Entry<String, NestedBlock> each : block.blocks().entrySet()) {
            out.name(each.getKey());
            nested(each.getValue());
          }
        });
      }
      description(block.description());
      deprecation(block.deprecation());
    });
  }

  private void nested(NestedBlock nested) throws IOException {
    out.object(() -> {
      out.member("nesting_mode", word(nested.nesting()));
      out.name("block");
      block(nested.block());
      if (nested.minimum() > 0) {
        out.member("min_items", nested.minimum());
      }
      boolean limited = nested.nesting() == Nesting.LIST || nested.nesting() == Nesting.SET;
      if (limited && nested.maximum() > 0) {
        out.member("max_items", nested.maximum());
      }
    });
  }

  private void attributes(Map<String, Attribute> attributes) throws IOException {
    out.object(() -> {
      for (Map.Entry<String, Attribute> each : attributes.entrySet()) {
        out.name(each.getKey());
        attribute(each.getValue());
      }
    });
  }

  private void attribute(Attribute attribute) throws IOException {
    NestedAttributes nested = attribute.nested();
    out.object(() -> {
      if (nested == null) {
        out.name("type");
        out.raw(RawJson.of(TypeJson.encode(attribute.type())));
      } else {
        out.name("nested_type");
        out.object(() -> {
          out.name("attributes");
          attributes(nested.attributes());
          out.member("nesting_mode", word(nested.nesting()));
        });
      }
      description(attribute.description());
      deprecation(attribute.deprecation());
      out.flag("required", attribute.required());
      out.flag("optional", attribute.optional());
      out.flag("computed", attribute.computed());
      out.flag("sensitive", attribute.sensitive());
      out.flag("write_only", attribute.writeOnly());
    });
  }

  private void description(Description description) throws IOException {
    if (!description.text().isEmpty()) {
      out.member("description", description.text());
    }
    out.member("description_kind", description.markdown() ? "markdown" : "plain");
  }

  private void deprecation(String advice) throws IOException {
    out.flag("deprecated", !advice.isEmpty());
    if (!advice.isEmpty() && !advice.equals(Attribute.NO_ADVICE)) {
      out.member("deprecation_message", advice);
    }
  }

  private void function(FunctionSchema function) throws IOException {
    out.object(() -> {
      out.member("description", function.description());
      out.member("summary", function.summary());
      if (!function.deprecation().isEmpty()) {
        out.member("deprecation_message", function.deprecation());
      }
      out.name("return_type");
      out.raw(RawJson.of(TypeJson.encode(function.result())));
      if (!function.parameters().isEmpty()) {
        out.name("parameters");
        out.array(() -> {
          for (FunctionSchema.Parameter parameter : function.parameters()) {
            out.element();
            parameter(parameter);
          }
        });
      }
      if (function.variadic() != null) {
        out.name("variadic_parameter");
        parameter(function.variadic());
      }
    });
  }

  private void parameter(FunctionSchema.Parameter parameter) throws IOException {
    out.object(() -> {
      out.member("name", parameter.name());
      out.member("description", parameter.description());
      out.flag("is_nullable", parameter.allowNull());
      out.name("type");
      out.raw(RawJson.of(TypeJson.encode(parameter.type())));
    });
  }

  private static String word(Nesting nesting) {
    return nesting.name().toLowerCase(Locale.ROOT);
  }
}
