package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks that provider configurations get from callers to the modules they call as both sides mean
/// it. Linear in the number of module calls, resources and provider configurations.
final class ProviderChecks {
  private final Diagnostics diagnostics;

  private ProviderChecks(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static void check(Configuration configuration, Diagnostics diagnostics) {
    ProviderChecks checks = new ProviderChecks(diagnostics);
    checks.checkModule(configuration.root(), null);
    for (Module module : configuration.modules().values()) {
      checks.checkKeysOfResources(module);
    }
  }

  /// @param repeatedAt what makes the module, or one that leads to it, more than one or none; null
  ///   if nothing does
  private void checkModule(Module module, @Nullable SourceRange repeatedAt) {
    for (ModuleCall call : module.moduleCalls().values()) {
      Module child = module.children().get(call.name());
      if (child != null) {
        SourceRange repeated = repetition(call);
        checkCall(module, call, child);
        checkOwnConfigurations(child, repeated == null ? repeatedAt : repeated);
        checkModule(child, repeated == null ? repeatedAt : repeated);
      }
    }
  }

  private static @Nullable SourceRange repetition(ModuleCall call) {
    Repetition repetition = call.repetition();
    for (Expression expression :
        new @Nullable Expression[] {
          repetition.count(), repetition.forEach(), repetition.enabled()
        }) {
      if (expression != null) {
        return expression.range();
      }
    }
    return call.dependsOn().isEmpty() ? null : call.dependsOn().getFirst().range();
  }

  private void checkCall(Module caller, ModuleCall call, Module child) {
    for (PassedProvider passed : call.providers()) {
      checkInParent(caller, passed.inParent());
      checkInChild(call, child, passed);
      checkType(caller, child, passed);
    }
    for (ProviderRequirement requirement : child.requiredProviders().values()) {
      for (ProviderReference alias : requirement.aliases()) {
        if (ProviderResolution.passed(call, alias.name()) == null
            && !isConfigured(child, alias.name())) {
          error(
              "Missing required provider configuration",
              ("The module %s needs a configuration of the provider %s under the name"
                      + " \"%s\". Pass one in the \"providers\" argument of this call, such as"
                      + " providers = { %s = %s }.")
                  .formatted(
                      child.path(),
                      display(requirement.source()),
                      alias.name(),
                      alias.name(),
                      alias.localName()),
              call.range());
        }
      }
    }
    checkInherited(caller, call, child);
  }

  /// A module that passes on a configuration by name expects its caller to pass it in by name.
  private void checkInherited(Module caller, ModuleCall call, Module child) {
    Set<String> said = new HashSet<>();
    for (ModuleCall inner : child.moduleCalls().values()) {
      for (PassedProvider passed : inner.providers()) {
        ProviderReference needed = passed.inParent();
        if (needed.alias().isEmpty()
            && !child.providerConfigurations().containsKey(needed.name())
            && ProviderResolution.passed(call, needed.name()) == null
            && said.add(needed.name())) {
          warning(
              "Missing required provider configuration",
              ("The configuration for %s expects to inherit a configuration for provider"
                      + " %s with local name \"%s\", but %s doesn't pass a configuration under"
                      + " that name.\n\nTo satisfy this requirement, add an entry for \"%s\" to"
                      + " the \"providers\" argument in the module \"%s\" block.")
                  .formatted(
                      child.path(),
                      display(child.providerSource(needed.localName())),
                      needed.localName(),
                      Undeclared.describe(caller),
                      needed.localName(),
                      call.name()),
              call.range());
        }
      }
    }
  }

  private void checkInParent(Module caller, ProviderReference reference) {
    if (!isDeclared(caller, reference.localName())) {
      ProviderSource source = caller.providerSource(reference.localName());
      warning(
          "Reference to undefined provider",
          ("There is no explicit declaration for local provider name \"%s\" in %s, so"
                  + " Holdfast is assuming you mean to pass a configuration for provider"
                  + " \"%s\".\n\nTo clarify your intent and silence this warning, add to %s a"
                  + " required_providers entry named \"%s\" with source = \"%s\", or a different"
                  + " source address if appropriate.")
              .formatted(
                  reference.localName(),
                  Undeclared.describe(caller),
                  display(source),
                  Undeclared.describe(caller),
                  reference.localName(),
                  display(source)),
          reference.range());
    } else if (!reference.alias().isEmpty() && !isOffered(caller, reference)) {
      error(
          "Reference to undefined provider",
          ("There is no provider configuration \"%s\" in %s. Add a provider \"%s\" block"
                  + " with alias = \"%s\" there, or an entry in the configuration_aliases of its"
                  + " required_providers.")
              .formatted(
                  reference.name(),
                  Undeclared.describe(caller),
                  reference.localName(),
                  reference.alias()),
          reference.range());
    }
  }

  private void checkInChild(ModuleCall call, Module child, PassedProvider passed) {
    ProviderReference reference = passed.inChild();
    if (isConfigured(child, reference.name())) {
      error(
          "Cannot override provider configuration",
          ("The configuration of %s has its own local configuration for %s, and so it"
                  + " cannot accept an overridden configuration provided by its caller.")
              .formatted(child.path(), reference.name()),
          reference.range());
    } else if (!isDeclared(child, reference.localName())) {
      warning(
          "Reference to undefined provider",
          ("There is no explicit declaration for local provider name \"%s\" in %s, so"
                  + " Holdfast is assuming you mean to pass a configuration for \"%s\".\n\nIf you"
                  + " also control the child module, add a required_providers entry named \"%s\""
                  + " with the source address \"%s\".")
              .formatted(
                  reference.localName(),
                  child.path(),
                  display(child.providerSource(reference.localName())),
                  reference.localName(),
                  display(child.providerSource(reference.localName()))),
          reference.range());
    } else if (!reference.alias().isEmpty() && !isOffered(child, reference)) {
      error(
          "Reference to undefined provider",
          ("The module \"%s\" does not declare a provider configuration named \"%s\". If"
                  + " you also control that module, add %s to the configuration_aliases of \"%s\""
                  + " in its required_providers.")
              .formatted(call.name(), reference.name(), reference.name(), reference.localName()),
          reference.range());
    }
  }

  private void checkType(Module caller, Module child, PassedProvider passed) {
    ProviderSource inChild = child.providerSource(passed.inChild().localName());
    ProviderSource inParent = caller.providerSource(passed.inParent().localName());
    if (!inChild.equals(inParent)) {
      error(
          "Provider type mismatch",
          ("The local name \"%s\" in %s represents provider \"%s\", but \"%s\" in %s"
                  + " represents \"%s\".\n\nEach provider has its own distinct configuration, so a"
                  + " configuration of one cannot be passed as that of another.")
              .formatted(
                  passed.inParent().localName(),
                  Undeclared.describe(caller),
                  inParent,
                  passed.inChild().localName(),
                  child.path(),
                  inChild),
          passed.inParent().range());
    }
  }

  private void checkOwnConfigurations(Module module, @Nullable SourceRange repeatedAt) {
    Set<String> said = new HashSet<>();
    for (ProviderConfiguration each : module.providerConfigurations().values()) {
      if (ProviderResolution.isEmpty(each)) {
        if (said.add(each.localName())) {
          warnRedundant(module, each);
        }
      } else if (repeatedAt != null && said.add("")) {
        error(
            "Module is incompatible with count, for_each, enabled and depends_on",
            ("The module at %s is a legacy module which contains its own local provider"
                    + " configurations, and so calls to it may not use the count, for_each,"
                    + " enabled or depends_on arguments.\n\nIf you also control the module \"%s\","
                    + " consider updating it to instead expect provider configurations to be"
                    + " passed by its caller.")
                .formatted(module.path(), module.directory()),
            repeatedAt);
      }
    }
  }

  private void warnRedundant(Module module, ProviderConfiguration configuration) {
    String name = configuration.localName();
    warning(
        "Redundant empty provider block",
        ("Earlier versions of OpenTofu used empty provider blocks (\"proxy provider"
                + " configurations\") for child modules to declare their need to be passed a"
                + " provider configuration by their callers. That approach was ambiguous and is"
                + " now deprecated.\n\nIf you control this module, you can migrate to the new"
                + " declaration syntax by removing all of the empty provider \"%s\" blocks and"
                + " then adding or updating an entry like the following to the required_providers"
                + " block of %s:\n    %s = {\n      source = \"%s\"\n    }")
            .formatted(name, module.path(), name, display(module.providerSource(name))),
        configuration.range());
  }

  /// Removing a key from a collection removes the provider instance that is still needed to destroy
  /// the objects of that key.
  private void checkKeysOfResources(Module module) {
    for (Resource resource : module.resources().values()) {
      Expression forEach = resource.repetition().forEach();
      ProviderReference reference = resource.provider();
      if (forEach == null || reference == null || reference.key() == null) {
        continue;
      }
      ProviderConfiguration configuration = module.providerConfigurations().get(reference.name());
      Expression ofProvider = configuration == null ? null : configuration.forEach();
      if (ofProvider != null
          && SameExpression.test(ofProvider, forEach)
          && !ReferenceFinder.find(forEach).tree().isEmpty()) {
        warning(
            "Provider configuration for_each matches resource",
            ("This provider configuration uses the same for_each expression as a"
                    + " resource, which means that subsequent removal of elements from this"
                    + " collection would cause a planning error.\n\nA provider instance must"
                    + " outlive the resource instances that it manages, so keep its key until they"
                    + " are destroyed: use a collection of its own for the provider, from which"
                    + " keys are removed later.")
                .formatted(),
            forEach.range());
      }
    }
  }

  private static boolean isDeclared(Module module, String localName) {
    return module.requiredProviders().containsKey(localName)
        || module.providerConfigurations().values().stream()
            .anyMatch(each -> each.localName().equals(localName));
  }

  /// Whether a configuration of that name is written, or expected to be passed.
  private static boolean isOffered(Module module, ProviderReference reference) {
    ProviderRequirement requirement = module.requiredProviders().get(reference.localName());
    return module.providerConfigurations().containsKey(reference.name())
        || (requirement != null
            && requirement.aliases().stream()
                .anyMatch(alias -> alias.name().equals(reference.name())));
  }

  private static boolean isConfigured(Module module, String name) {
    ProviderConfiguration configuration = module.providerConfigurations().get(name);
    return configuration != null && !ProviderResolution.isEmpty(configuration);
  }

  /// A source as people write it: without the default host.
  private static String display(ProviderSource source) {
    return source.host().equals(ProviderSource.DEFAULT_HOST)
        ? source.namespace() + "/" + source.type()
        : source.toString();
  }

  private void error(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.error(summary, detail, range));
  }

  private void warning(String summary, String detail, SourceRange range) {
    diagnostics.add(Diagnostic.warning(summary, detail, range));
  }
}
