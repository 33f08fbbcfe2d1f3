package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.syntax.BodyContent;
import dev.holdfast.hcl.syntax.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows names of provider configurations to the blocks they stand for.
///
/// In the module itself a block of that name counts. Otherwise it is what the caller passes under
/// the name, or, for a default configuration that is not passed, the caller's default configuration
/// of the same provider. The cost is the depth of the module.
public final class ProviderResolution {
  private final Configuration configuration;

  /// The calling module of each called one.
  private final Map<ModulePath, Module> callers = new HashMap<>();

  /// Prepares for the questions; linear in the number of modules.
  public ProviderResolution(Configuration configuration) {
    this.configuration = configuration;
    for (Module module : configuration.modules().values()) {
      module.children().values().forEach(child -> callers.put(child.path(), module));
    }
  }

  /// The configuration that a resource uses; empty where it names one that nobody has written.
  public Optional<ProviderBinding> resolve(ModulePath path, Resource resource) {
    ProviderReference reference = resource.provider();
    return resolve(
        path,
        resource.providerLocalName(),
        resource.providerAlias(),
        reference == null ? null : reference.key());
  }

  /// The configuration that a name in a module stands for.
  ///
  /// @param key which instance, or null
  public Optional<ProviderBinding> resolve(
      ModulePath path, String localName, String alias, @Nullable Expression key) {
    Module module = configuration.module(path);
    return module == null
        ? Optional.empty()
        : resolve(new Name(module, localName, alias, key, path), module.providerSource(localName));
  }

  /// A name in a module.
  private record Name(
      Module module,
      String localName,
      String alias,
      @Nullable Expression key,
      ModulePath keyModule) {
    String name() {
      return alias.isEmpty() ? localName : localName + "." + alias;
    }
  }

  private Optional<ProviderBinding> resolve(Name start, ProviderSource source) {
    Name name = start;
    while (true) {
      Module module = name.module();
      PassedProvider passed = passed(module, name.name());
      ProviderConfiguration block = module.providerConfigurations().get(name.name());
      if (block != null && (passed == null || !isEmpty(block))) {
        return Optional.of(binding(name, source, block));
      }
      Module caller = caller(module);
      if (caller == null) {
        return name.alias().isEmpty() ? Optional.of(binding(name, source, null)) : Optional.empty();
      }
      if (passed != null) {
        ProviderReference inParent = passed.inParent();
        boolean keyed = inParent.key() != null;
        name =
            new Name(
                caller,
                inParent.localName(),
                inParent.alias(),
                keyed ? inParent.key() : name.key(),
                keyed ? caller.path() : name.keyModule());
      } else if (name.alias().isEmpty()) {
        name = new Name(caller, localName(caller, source), "", name.key(), name.keyModule());
      } else {
        return Optional.empty();
      }
    }
  }

  private static ProviderBinding binding(
      Name name, ProviderSource source, @Nullable ProviderConfiguration block) {
    return new ProviderBinding(
        name.module().path(),
        source,
        name.localName(),
        name.alias(),
        block,
        name.key(),
        name.keyModule());
  }

  private @Nullable Module caller(Module module) {
    return callers.get(module.path());
  }

  /// What the caller passes to a module under a name.
  private @Nullable PassedProvider passed(Module module, String name) {
    Module caller = caller(module);
    if (caller == null) {
      return null;
    }
    ModuleCall call = caller.moduleCalls().get(module.path().names().getLast());
    return call == null ? null : passed(call, name);
  }

  static @Nullable PassedProvider passed(ModuleCall call, String name) {
    for (PassedProvider each : call.providers()) {
      if (each.inChild().name().equals(name)) {
        return each;
      }
    }
    return null;
  }

  /// The name that a module gives to a provider.
  private static String localName(Module module, ProviderSource source) {
    for (ProviderRequirement requirement : module.requiredProviders().values()) {
      if (requirement.source().equals(source)) {
        return requirement.localName();
      }
    }
    return source.type();
  }

  /// Whether a block configures nothing. In a called module such a block only says that the
  /// configuration is to be passed.
  static boolean isEmpty(ProviderConfiguration configuration) {
    BodyContent content = configuration.body().justAttributes();
    return content.attributes().isEmpty()
        && content.diagnostics().isEmpty()
        && configuration.version().isEmpty()
        && configuration.forEach() == null;
  }
}
