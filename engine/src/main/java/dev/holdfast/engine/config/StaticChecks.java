package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks a whole configuration before anything runs: every name stands for something, and nothing
/// needs itself. Linear in the size of the configuration and the number of references.
public final class StaticChecks {
  private final Configuration configuration;
  private final ProviderResolution providers;
  private final Diagnostics diagnostics = new Diagnostics();
  private final ReferenceGraph.Builder graph = new ReferenceGraph.Builder();

  private StaticChecks(Configuration configuration) {
    this.configuration = configuration;
    this.providers = new ProviderResolution(configuration);
  }

  /// The graph of what needs what, and what is wrong.
  public static Parsed<ReferenceGraph> check(Configuration configuration) {
    StaticChecks checks = new StaticChecks(configuration);
    configuration.modules().values().forEach(checks::checkModule);
    new MoveChecks(configuration, checks.diagnostics).check();
    ReferenceGraph graph = checks.graph.build();
    graph.cycles().forEach(cycle -> checks.reportCycle(cycle, graph));
    return new Parsed<>(graph, checks.diagnostics.list());
  }

  private void checkModule(Module module) {
    ModuleReferences references = new ModuleReferences(configuration, module, graph, diagnostics);
    module.variables().values().forEach(each -> checkVariable(each, module, references));
    module.locals().values().forEach(each -> checkLocal(each, module, references));
    module
        .providerConfigurations()
        .values()
        .forEach(each -> checkProvider(each, module, references));
    module.resources().values().forEach(each -> checkResource(each, module, references));
    module.outputs().values().forEach(each -> checkOutput(each, module, references));
    module.moduleCalls().values().forEach(each -> checkCall(each, module, references));
    module.checks().values().forEach(each -> checkCheck(each, references));
    new ImportChecks(configuration, module, references, diagnostics).check();
    module.removed().forEach(each -> checkRemoved(each, module, references));
  }

  /// Adds a node of a module. Everything in a called module needs the call, and is needed by
  /// whatever depends on the module as a whole.
  private void declare(ConfigurationNode node, Module module, SourceRange range) {
    graph.node(node, range);
    if (!module.path().isRoot()) {
      graph.need(node, new ConfigurationNode.ModuleCallNode(module.path()));
      graph.need(new ConfigurationNode.ModuleEndNode(module.path()), node);
    }
  }

  private void checkVariable(Variable variable, Module module, ModuleReferences references) {
    ConfigurationNode node = new ConfigurationNode.VariableNode(module.path(), variable.name());
    declare(node, module, variable.range());
    checkRules(node, variable.validations(), ReferencePlace.PLAIN, references);
  }

  private void checkLocal(Local local, Module module, ModuleReferences references) {
    ConfigurationNode node = new ConfigurationNode.LocalNode(module.path(), local.name());
    declare(node, module, local.range());
    references.use(node, local.expression(), ReferencePlace.PLAIN);
  }

  private void checkOutput(Output output, Module module, ModuleReferences references) {
    ConfigurationNode node = new ConfigurationNode.OutputNode(module.path(), output.name());
    declare(node, module, output.range());
    references.use(node, output.expression(), ReferencePlace.PLAIN);
    references.dependOn(node, output.dependsOn());
    checkRules(node, output.preconditions(), ReferencePlace.PLAIN, references);
    if (!module.path().isRoot()) {
      graph.need(new ConfigurationNode.ModuleOutputsNode(module.path()), node);
    } else if (output.ephemeral()) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid output configuration",
              "Outputs of the root module are stored, so they cannot be declared as ephemeral.",
              output.range()));
    }
  }

  private void checkProvider(
      ProviderConfiguration provider, Module module, ModuleReferences references) {
    ConfigurationNode node = new ConfigurationNode.ProviderNode(module.path(), provider.name());
    declare(node, module, provider.range());
    if (provider.scope() != null) {
      // Its names are not those of the module.
      return;
    }
    references.use(node, provider.forEach(), ReferencePlace.PLAIN);
    ReferencePlace place =
        provider.forEach() == null ? ReferencePlace.PLAIN : ReferencePlace.PLAIN.withEach();
    references.use(node, finder -> BodyReferences.visit(provider.body(), finder), place);
  }

  private void checkResource(Resource resource, Module module, ModuleReferences references) {
    ConfigurationNode node =
        new ConfigurationNode.ResourceNode(
            new ConfigurationResourceAddress(module.path(), resource.address()));
    declare(node, module, resource.range());
    checkParts(node, resource, references);
    ReferenceRange range = ReferenceRange.of(resource);
    providers
        .resolve(module.path(), resource)
        .ifPresentOrElse(
            binding -> {
              ProviderConfiguration block = binding.block();
              if (block != null) {
                graph.need(
                    node, new ConfigurationNode.ProviderNode(binding.module(), block.name()));
              }
              checkInstanceKey(binding, node, range.range());
            },
            () ->
                diagnostics.add(
                    Diagnostic.error(
                        "Reference to undefined provider configuration",
                        ("There is no provider configuration \"%s\" for %s. Add a"
                                + " provider \"%s\" block with alias = \"%s\" to the module, or"
                                + " have the caller pass one.")
                            .formatted(
                                range.name(),
                                node,
                                resource.providerLocalName(),
                                resource.providerAlias()),
                        range.range())));
  }

  /// A provider configuration with `for_each` has instances to choose from; any other has not.
  private void checkInstanceKey(
      ProviderBinding binding, ConfigurationNode node, SourceRange range) {
    ProviderConfiguration block = binding.block();
    boolean repeated = block != null && block.forEach() != null;
    String name = new ProviderReference(binding.localName(), binding.alias(), null, range).name();
    Expression key = binding.key();
    if (repeated && key == null) {
      diagnostics.add(
          Diagnostic.error(
              "Missing provider instance key",
              "The provider configuration %s has for_each, so %s must say which of its instances it uses, such as %s[each.key]."
                  .formatted(name, node, name),
              range));
    } else if (!repeated && key != null) {
      diagnostics.add(
          Diagnostic.error(
              "Unexpected provider instance key",
              "The provider configuration %s does not have for_each, so there are no instances of it to choose from. Remove the key in brackets."
                  .formatted(name),
              key.range()));
    }
  }

  /// Where a resource names its provider, and how.
  private record ReferenceRange(String name, SourceRange range) {
    static ReferenceRange of(Resource resource) {
      ProviderReference reference = resource.provider();
      return reference == null
          ? new ReferenceRange(resource.providerLocalName(), resource.range())
          : new ReferenceRange(reference.name(), reference.range());
    }
  }

  private void checkParts(
      @Nullable ConfigurationNode node, Resource resource, ModuleReferences references) {
    Repetition repetition = resource.repetition();
    ReferencePlace place = ReferencePlace.of(repetition);
    useRepetition(node, repetition, references);
    references.use(node, finder -> BodyReferences.visit(resource.body(), finder), place);
    references.dependOn(node, resource.dependsOn());
    ProviderReference provider = resource.provider();
    if (provider != null) {
      references.use(node, provider.key(), place);
    }
    Lifecycle lifecycle = resource.lifecycle();
    references.use(node, lifecycle.preventDestroy(), place);
    references.use(node, lifecycle.adopt(), place);
    lifecycle.replaceTriggeredBy().forEach(each -> references.use(node, each, place));
    checkRules(node, lifecycle.preconditions(), place, references);
    checkRules(node, lifecycle.postconditions(), place.withSelf(), references);
    checkConnection(node, resource.connection(), place, references);
    resource.provisioners().forEach(each -> checkProvisioner(node, each, place, references));
  }

  private static void useRepetition(
      @Nullable ConfigurationNode node, Repetition repetition, ModuleReferences references) {
    references.use(node, repetition.count(), ReferencePlace.PLAIN);
    references.use(node, repetition.forEach(), ReferencePlace.PLAIN);
    references.use(node, repetition.enabled(), ReferencePlace.PLAIN);
  }

  private static void checkProvisioner(
      @Nullable ConfigurationNode node,
      Provisioner provisioner,
      ReferencePlace place,
      ModuleReferences references) {
    references.use(
        node, finder -> BodyReferences.visit(provisioner.body(), finder), place.withSelf());
    checkConnection(node, provisioner.connection(), place, references);
  }

  private static void checkConnection(
      @Nullable ConfigurationNode node,
      @Nullable Connection connection,
      ReferencePlace place,
      ModuleReferences references) {
    if (connection != null) {
      references.use(
          node, finder -> BodyReferences.visit(connection.body(), finder), place.withSelf());
    }
  }

  private static void checkRules(
      @Nullable ConfigurationNode node,
      List<CheckRule> rules,
      ReferencePlace place,
      ModuleReferences references) {
    for (CheckRule rule : rules) {
      references.use(node, rule.condition(), place);
      references.use(node, rule.errorMessage(), place);
    }
  }

  private void checkCall(ModuleCall call, Module module, ModuleReferences references) {
    ConfigurationNode.ModuleCallNode node =
        new ConfigurationNode.ModuleCallNode(module.path().child(call.name()));
    declare(node, module, call.range());
    useRepetition(node, call.repetition(), references);
    references.dependOn(node, call.dependsOn());
    ConfigurationNode end = new ConfigurationNode.ModuleEndNode(node.path());
    graph.need(end, node);
    graph.need(new ConfigurationNode.ModuleOutputsNode(node.path()), node);
    if (!module.path().isRoot()) {
      graph.need(new ConfigurationNode.ModuleEndNode(module.path()), end);
    }
    ReferencePlace place = ReferencePlace.of(call.repetition());
    call.providers().forEach(each -> references.use(null, each.inParent().key(), place));
    Module child = module.children().get(call.name());
    if (child != null) {
      checkInputs(call, child, place, references);
    }
  }

  private void checkInputs(
      ModuleCall call, Module child, ReferencePlace place, ModuleReferences references) {
    for (Attribute input : call.inputs().values()) {
      Variable variable = child.variables().get(input.name());
      if (variable == null) {
        diagnostics.add(Undeclared.input(input, child));
        references.use(null, input.expression(), place);
        continue;
      }
      references.use(
          new ConfigurationNode.VariableNode(child.path(), input.name()),
          input.expression(),
          place);
      if (variable.deprecated() != null) {
        diagnostics.add(
            Deprecations.variable(
                variable.name(),
                variable.deprecated(),
                configuration.isFetched(child.path()),
                input.range()));
      }
    }
    for (Variable variable : child.variables().values()) {
      if (variable.isRequired() && !call.inputs().containsKey(variable.name())) {
        diagnostics.add(
            Diagnostic.error(
                "Missing required argument",
                "The argument \"%s\" is required, but no definition was found."
                    .formatted(variable.name()),
                call.range()));
      }
    }
  }

  private void checkCheck(Check check, ModuleReferences references) {
    Resource data = check.data();
    if (data != null) {
      checkParts(null, data, references);
    }
    checkRules(
        null,
        check.assertions(),
        ReferencePlace.PLAIN.withData(data == null ? null : data.address()),
        references);
  }

  private void checkRemoved(Removed removed, Module module, ModuleReferences references) {
    checkConnection(null, removed.connection(), ReferencePlace.PLAIN, references);
    removed
        .provisioners()
        .forEach(each -> checkProvisioner(null, each, ReferencePlace.PLAIN, references));
    if (stillDeclares(module.path(), removed.from())) {
      diagnostics.add(
          Diagnostic.error(
              "Removed object still exists",
              ("This statement declares that %s was removed, but it is still declared in"
                      + " configuration. Take out its declaration, or this block.")
                  .formatted(removed.from()),
              removed.range()));
    }
  }

  private boolean stillDeclares(ModulePath from, TargetAddress address) {
    List<String> names = new ArrayList<>(from.names());
    names.addAll(address.module().module().names());
    Module module = configuration.module(new ModulePath(names));
    ResourceAddress resource = address.resource();
    return module != null && (resource == null || module.resources().containsKey(resource));
  }

  private void reportCycle(List<ConfigurationNode> cycle, ReferenceGraph graph) {
    String names = cycle.stream().map(Object::toString).collect(Collectors.joining(", "));
    StringBuilder detail = new StringBuilder("These need one another, so none can be first:");
    for (int i = 0; i < cycle.size(); i++) {
      SourceRange range = graph.range(cycle.get(i));
      detail
          .append("\n  ")
          .append(cycle.get(i))
          .append(range == null ? "" : " (%s:%d)".formatted(range.filename(), range.start().line()))
          .append(" needs ")
          .append(cycle.get((i + 1) % cycle.size()));
    }
    detail.append("\nTake one of these references out.");
    SourceRange place =
        cycle.stream().map(graph::range).filter(Objects::nonNull).findFirst().orElse(null);
    diagnostics.add(Diagnostic.error("Cycle: " + names, detail.toString(), place));
  }
}
