package dev.holdfast.cli.render.json;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.ModuleCall;
import dev.holdfast.engine.config.Output;
import dev.holdfast.engine.config.Provisioner;
import dev.holdfast.engine.config.Reference;
import dev.holdfast.engine.config.Repetition;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.config.Variable;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A configuration as it is written: its providers and the tree of its modules. Linear in the
/// configuration.
final class ConfigurationJson {
  private final ProviderKeys providers;
  private final Function<ProviderSource, @Nullable ProviderSchema> schemas;
  private final JsonOutput out;

  private ConfigurationJson(
      ProviderKeys providers,
      Function<ProviderSource, @Nullable ProviderSchema> schemas,
      JsonOutput out) {
    this.providers = providers;
    this.schemas = schemas;
    this.out = out;
  }

  /// Writes one object.
  ///
  /// @param schemas what each provider offers; null for one that cannot be had, of whose bodies
  ///   nothing is shown
  static void write(
      Configuration configuration,
      Function<ProviderSource, @Nullable ProviderSchema> schemas,
      JsonOutput out)
      throws IOException {
    ConfigurationJson json = new ConfigurationJson(ProviderKeys.of(configuration), schemas, out);
    out.object(() -> {
      json.providers();
      out.name("root_module");
      json.module(configuration.root());
    });
  }

  private void providers() throws IOException {
    Map<String, ProviderKeys.Entry> own = providers.own();
    if (own.isEmpty()) {
      return;
    }
    out.name("provider_config");
    out.object(() -> {
      for (Map.Entry<String, ProviderKeys.Entry> each : own.entrySet()) {
        out.name(each.getKey());
        provider(each.getValue());
      }
    });
  }

  private void provider(ProviderKeys.Entry entry) throws IOException {
    ProviderSchema schema = entry.block() == null ? null : schemas.apply(entry.source());
    out.object(() -> {
      out.member("name", entry.name());
      out.member("full_name", entry.source().toString());
      optional("alias", entry.alias());
      optional("version_constraint", entry.versions());
      optional("module_address", entry.module().toString());
      if (entry.block() != null
          && schema != null
          && !ExpressionJson.isEmpty(entry.block().body(), schema.configuration())) {
        out.name("expressions");
        ExpressionJson.writeBody(entry.block().body(), schema.configuration(), out);
      }
    });
  }

  private void optional(String name, @Nullable String text) throws IOException {
    if (text != null && !text.isEmpty()) {
      out.member(name, text);
    }
  }

  private void module(Module module) throws IOException {
    out.object(() -> {
      if (!module.outputs().isEmpty()) {
        out.name("outputs");
        out.object(() -> {
          for (Output output : new TreeMap<>(module.outputs()).values()) {
            out.name(output.name());
            output(output);
          }
        });
      }
      resources(module);
      if (!module.moduleCalls().isEmpty()) {
        out.name("module_calls");
        out.object(() -> {
          for (ModuleCall call : new TreeMap<>(module.moduleCalls()).values()) {
            out.name(call.name());
            call(call, module.children().get(call.name()));
          }
        });
      }
      if (!module.variables().isEmpty()) {
        out.name("variables");
        out.object(() -> {
          for (Variable variable : new TreeMap<>(module.variables()).values()) {
            out.name(variable.name());
            variable(variable);
          }
        });
      }
    });
  }

  private void output(Output output) throws IOException {
    out.object(() -> {
      out.flag("sensitive", output.sensitive());
      out.flag("ephemeral", output.ephemeral());
      optional("deprecated", output.deprecated());
      out.name("expression");
      ExpressionJson.write(output.expression(), out);
      dependsOn(output.dependsOn());
      optional("description", output.description());
    });
  }

  private void dependsOn(List<Reference> references) throws IOException {
    ExpressionJson.writeTexts(
        "depends_on",
        references.stream().map(reference -> reference.target().toString()).toList(),
        out);
  }

  /// Managed resources before data sources, each by their addresses.
  private void resources(Module module) throws IOException {
    List<Resource> ordered =
        module.resources().values().stream()
            .sorted(
                Comparator.comparing((Resource each) -> each.address().mode())
                    .thenComparing(each -> each.address().toString()))
            .toList();
    if (ordered.isEmpty()) {
      return;
    }
    out.name("resources");
    out.array(() -> {
      for (Resource resource : ordered) {
        out.element();
        resource(module, resource);
      }
    });
  }

  private void resource(Module module, Resource resource) throws IOException {
    ResourceMode mode = resource.address().mode();
    ProviderSchema offered = schemas.apply(module.providerSource(resource));
    ResourceSchema schema =
        offered == null ? null : offered.resource(mode, resource.address().type());
    out.object(() -> {
      out.member("address", resource.address().toString());
      out.member("mode", ResourceFields.word(mode));
      out.member("type", resource.address().type());
      out.member("name", resource.address().name());
      out.member("provider_config_key", providers.of(module, resource));
      provisioners(resource);
      if (schema != null && !ExpressionJson.isEmpty(resource.body(), schema.block())) {
        out.name("expressions");
        ExpressionJson.writeBody(resource.body(), schema.block(), out);
      }
      out.member("schema_version", schema == null ? 0 : schema.version());
      repetition(resource.repetition());
      dependsOn(resource.dependsOn());
    });
  }

  private void provisioners(Resource resource) throws IOException {
    if (resource.provisioners().isEmpty()) {
      return;
    }
    out.name("provisioners");
    out.array(() -> {
      for (Provisioner provisioner : resource.provisioners()) {
        out.element();
        out.object(() -> {
          out.member("type", provisioner.type());
          Map<String, Attribute> arguments = provisioner.body().justAttributes().attributes();
          if (!arguments.isEmpty()) {
            out.name("expressions");
            expressions(arguments);
          }
        });
      }
    });
  }

  private void expressions(Map<String, Attribute> arguments) throws IOException {
    out.object(() -> {
      for (Attribute argument : new TreeMap<>(arguments).values()) {
        out.name(argument.name());
        ExpressionJson.write(argument.expression(), out);
      }
    });
  }

  private void repetition(Repetition repetition) throws IOException {
    if (repetition.count() != null) {
      repetition("count_expression", repetition.count());
    } else if (repetition.forEach() != null) {
      repetition("for_each_expression", repetition.forEach());
    } else if (repetition.enabled() != null) {
      repetition("enabled_expression", repetition.enabled());
    }
  }

  /// Left out where nothing can be said of it, as the peers do.
  private void repetition(String name, Expression expression) throws IOException {
    if (ExpressionJson.saysAnything(expression)) {
      out.name(name);
      ExpressionJson.write(expression, out);
    }
  }

  private void call(ModuleCall call, @Nullable Module called) throws IOException {
    out.object(() -> {
      optional("source", call.source());
      if (!call.inputs().isEmpty()) {
        out.name("expressions");
        expressions(call.inputs());
      }
      repetition(call.repetition());
      if (called != null) {
        out.name("module");
        module(called);
      }
      optional("version_constraint", call.version());
      dependsOn(call.dependsOn());
    });
  }

  private void variable(Variable variable) throws IOException {
    Value defaultValue = variable.defaultValue();
    out.object(() -> {
      if (!(variable.type() instanceof DynamicType)) {
        out.name("type");
        out.raw(RawJson.of(TypeJson.encode(variable.type())));
      }
      if (defaultValue != null) {
        out.name("default");
        ValueParts.writeKnown(defaultValue, out);
      }
      out.flag("required", variable.isRequired());
      optional("description", variable.description());
      out.flag("sensitive", variable.sensitive());
      out.flag("ephemeral", variable.ephemeral());
      optional("deprecated", variable.deprecated());
    });
  }
}
