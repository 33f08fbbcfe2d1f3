package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Suggestion;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.FunctionCallExpression;
import dev.holdfast.hcl.syntax.TraversalStep;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Resolves the references of one module: notes what does not exist, and what needs what.
final class ModuleReferences {
  private final Configuration configuration;
  private final Module module;
  private final ReferenceGraph.Builder graph;
  private final Diagnostics diagnostics;

  ModuleReferences(
      Configuration configuration,
      Module module,
      ReferenceGraph.Builder graph,
      Diagnostics diagnostics) {
    this.configuration = configuration;
    this.module = module;
    this.graph = graph;
    this.diagnostics = diagnostics;
  }

  /// Resolves what an expression refers to.
  ///
  /// @param from what needs it; null for what nothing can depend on, such as a check
  void use(
      @Nullable ConfigurationNode from, @Nullable Expression expression, ReferencePlace place) {
    if (expression != null) {
      use(from, finder -> finder.visit(expression), place);
    }
  }

  /// Resolves what the visited expressions refer to.
  void use(
      @Nullable ConfigurationNode from, Consumer<ReferenceFinder> visit, ReferencePlace place) {
    ReferenceFinder finder = new ReferenceFinder();
    visit.accept(finder);
    diagnostics.addAll(finder.diagnostics());
    for (Reference reference : finder.references()) {
      ConfigurationNode target = resolve(reference, place);
      if (from != null && target != null) {
        need(from, target, reference);
      }
    }
    finder.calls().forEach(call -> call(from, call));
  }

  private void need(ConfigurationNode from, ConfigurationNode target, Reference reference) {
    if (!from.equals(target)) {
      graph.need(from, target);
    } else if (from instanceof ConfigurationNode.ResourceNode(var address)) {
      error(
          "Self-referential block",
          "Configuration for %s may not refer to itself.".formatted(address),
          reference.range());
    } else if (!(from instanceof ConfigurationNode.VariableNode)) {
      graph.need(from, target);
    }
  }

  /// Resolves a `depends_on`, which names whole objects.
  void dependOn(@Nullable ConfigurationNode from, List<Reference> references) {
    for (Reference reference : references) {
      if (!reference.remaining().isEmpty()
          || (reference.target() instanceof ReferenceTarget.ModuleValue(var _, var _, var output)
              && output != null)) {
        error(
            "Invalid depends_on reference",
            "References in depends_on must be to a whole object (resource, etc), not to"
                + " an attribute of an object.",
            reference.range());
      }
      ConfigurationNode target = resolve(reference, ReferencePlace.PLAIN);
      if (from == null || target == null) {
        continue;
      }
      if (reference.target() instanceof ReferenceTarget.ModuleValue(String call, var _, var _)) {
        graph.need(from, new ConfigurationNode.ModuleEndNode(module.path().child(call)));
      } else {
        need(from, target, reference);
      }
    }
  }

  /// What a reference needs; null where it needs nothing that is computed, or is faulty.
  private @Nullable ConfigurationNode resolve(Reference reference, ReferencePlace place) {
    SourceRange range = reference.range();
    return switch (reference.target()) {
      case ReferenceTarget.VariableValue(String name) -> {
        if (module.variables().containsKey(name)) {
          yield new ConfigurationNode.VariableNode(module.path(), name);
        }
        yield refuse(Undeclared.variable(name, module, range));
      }
      case ReferenceTarget.LocalValue(String name) -> {
        if (module.locals().containsKey(name)) {
          yield new ConfigurationNode.LocalNode(module.path(), name);
        }
        yield refuse(Undeclared.local(name, module, range));
      }
      case ReferenceTarget.ModuleValue value -> moduleValue(value, range);
      case ReferenceTarget.ResourceValue value -> resource(value, reference, place);
      case ReferenceTarget.CountIndex _ when !place.count() ->
          fail(
              "Reference to \"count\" in non-counted context",
              "The \"count\" object can only be used in \"module\", \"resource\", and"
                  + " \"data\" blocks, and only when the \"count\" argument is set.",
              range);
      case ReferenceTarget.EachKey _ when !place.each() -> refuseEach(range);
      case ReferenceTarget.EachValue _ when !place.each() -> refuseEach(range);
      case ReferenceTarget.Self _ when !place.self() ->
          fail(
              "Invalid \"self\" reference",
              "The \"self\" object is not available in this context. This object can be"
                  + " used only in resource provisioner, connection, and postcondition blocks.",
              range);
      case ReferenceTarget.CountIndex _,
          ReferenceTarget.EachKey _,
          ReferenceTarget.EachValue _,
          ReferenceTarget.Self _,
          ReferenceTarget.PathValue _,
          ReferenceTarget.EngineValue _,
          ReferenceTarget.TestValue _ ->
          null;
    };
  }

  private @Nullable ConfigurationNode moduleValue(
      ReferenceTarget.ModuleValue value, SourceRange range) {
    if (!module.moduleCalls().containsKey(value.call())) {
      return refuse(Undeclared.moduleCall(value.call(), module, range));
    }
    Module child = module.children().get(value.call());
    if (child == null) {
      return null;
    }
    String output = value.output();
    if (output == null) {
      return new ConfigurationNode.ModuleOutputsNode(child.path());
    }
    Output declared = child.outputs().get(output);
    if (declared == null) {
      return refuse(Undeclared.output(output, value.call(), child, range));
    }
    if (declared.deprecated() != null) {
      diagnostics.add(
          Deprecations.output(
              "module.%s.%s".formatted(value.call(), output),
              declared.deprecated(),
              configuration.isFetched(child.path()),
              range));
    }
    return new ConfigurationNode.OutputNode(child.path(), output);
  }

  private @Nullable ConfigurationNode resource(
      ReferenceTarget.ResourceValue value, Reference reference, ReferencePlace place) {
    Resource resource = module.resources().get(value.resource());
    if (resource == null) {
      return value.resource().equals(place.data())
          ? null
          : refuse(Undeclared.resource(value.resource(), module, reference.range()));
    }
    checkKey(resource, value.key(), reference);
    return new ConfigurationNode.ResourceNode(
        new ConfigurationResourceAddress(module.path(), value.resource()));
  }

  private void checkKey(Resource resource, InstanceKey key, Reference reference) {
    Repetition repetition = resource.repetition();
    boolean repeated = repetition.count() != null || repetition.forEach() != null;
    if (!(key instanceof InstanceKey.None)) {
      if (!repeated) {
        error(
            "Unexpected resource instance key",
            ("Because %s does not have \"count\" or \"for_each\" set, references to it"
                    + " must not include an index key. Remove the bracketed index to refer to the"
                    + " single instance of this resource.")
                .formatted(resource.address()),
            reference.range());
      }
    } else if (repeated
        && !reference.remaining().isEmpty()
        && reference.remaining().getFirst() instanceof TraversalStep.Attribute) {
      boolean counted = repetition.count() != null;
      error(
          "Missing resource instance key",
          ("Because %s has \"%s\" set, its attributes must be accessed on specific"
                  + " instances.\n\nFor example, to correlate with %s of a referring resource,"
                  + " use:\n    %s[%s]")
              .formatted(
                  resource.address(),
                  counted ? "count" : "for_each",
                  counted ? "indices" : "keys",
                  resource.address(),
                  counted ? "count.index" : "each.key"),
          reference.range());
    }
  }

  private void call(@Nullable ConfigurationNode from, FunctionCallExpression call) {
    String name = call.name();
    if (ProviderFunctionName.isMeant(name)) {
      callOfProvider(from, call);
    } else if (Functions.builtIn().find(name).isEmpty()) {
      error(
          "Call to unknown function",
          "There is no function named \"%s\".%s"
              .formatted(name, Suggestion.sentence(name, Functions.builtIn().names())),
          call.nameRange());
    }
  }

  /// Whether the provider has such a function only the provider itself can tell.
  private void callOfProvider(@Nullable ConfigurationNode from, FunctionCallExpression call) {
    ProviderFunctionName name = ProviderFunctionName.parse(call.name());
    if (name == null) {
      error(
          "Invalid provider function",
          "\"%s\" is not the name of a provider's function, which is written".formatted(call.name())
              + " provider::NAME::FUNCTION, or provider::NAME::ALIAS::FUNCTION.",
          call.nameRange());
      return;
    }
    ProviderRequirement requirement = module.requiredProviders().get(name.provider());
    if (requirement == null) {
      error(
          "Unknown provider function",
          "There is no function named \"%s\": the provider \"%s\" is not declared in the"
                  .formatted(call.name(), name.provider())
              + " required_providers block of this module.%s"
                  .formatted(
                      Suggestion.sentence(name.provider(), module.requiredProviders().keySet())),
          call.nameRange());
      return;
    }
    boolean written = module.providerConfigurations().containsKey(name.configuration());
    if (from != null && written) {
      graph.need(from, new ConfigurationNode.ProviderNode(module.path(), name.configuration()));
    } else if (!written
        && !name.alias().isEmpty()
        && requirement.aliases().stream().noneMatch(alias -> alias.alias().equals(name.alias()))) {
      error(
          "Unknown provider function",
          "There is no function named \"%s\": the provider \"%s\" has no configuration with the"
                  .formatted(call.name(), name.provider())
              + " alias \"%s\" in this module.".formatted(name.alias()),
          call.nameRange());
    }
  }

  private @Nullable ConfigurationNode refuseEach(SourceRange range) {
    return fail(
        "Reference to \"each\" in context without for_each",
        "The \"each\" object can be used only in \"module\" or \"resource\" blocks, and"
            + " only when the \"for_each\" argument is set.",
        range);
  }

  private @Nullable ConfigurationNode fail(String summary, String detail, SourceRange range) {
    return refuse(Diagnostic.error(summary, detail, range));
  }

  private @Nullable ConfigurationNode refuse(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
    return null;
  }

  private void error(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error(summary, detail, range));
  }
}
