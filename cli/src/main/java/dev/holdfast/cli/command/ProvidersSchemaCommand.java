package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.json.ProviderSchemaJson;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// `providers schema -json`: everything that the providers of a configuration and its state offer.
final class ProvidersSchemaCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "schema",
          "Show what the providers offer, as JSON",
          "Prints the schemas of all providers that the configuration or the state uses. The flag -json"
              + " is required: there is no form for people.",
          List.of(
              CommonFlags.JSON,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    if (!invocation.arguments().isOn(CommonFlags.JSON)) {
      return invocation.fail(
          "The flag -json is required", "Schemas are only printed as JSON: give -json as well.");
    }
    Project project = Project.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    Optional<Configuration> configuration =
        project.load(diagnostics).map(Project.Loaded::configuration);
    if (invocation.report(diagnostics.list()) || configuration.isEmpty()) {
      return Invocation.FAILED;
    }
    try {
      TreeSet<ProviderSource> sources = new TreeSet<>();
      sources.addAll(RequiredProviders.of(configuration.get()).sources());
      State state = project.store().read().state();
      if (state != null) {
        sources.addAll(state.providers());
      }
      return show(project, sources);
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  private static int show(Project project, Set<ProviderSource> sources) {
    Diagnostics diagnostics = new Diagnostics();
    SortedMap<ProviderSource, ProviderSchema> schemas = new TreeMap<>();
    try (CommandProviders factory = project.providers();
        Providers providers = new Providers(factory, 0, diagnostics)) {
      for (ProviderSource source : sources) {
        ProviderSchema schema = providers.schema(source);
        if (schema != null) {
          schemas.put(source, schema);
        }
      }
    }
    if (project.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    JsonDocument.print(project.invocation().out(), out -> ProviderSchemaJson.write(schemas, out));
    return 0;
  }
}
