package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.hcl.syntax.SourceFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A whole configuration: the root module and all that it calls.
///
/// @param modules every module by its path, a caller before those it calls
/// @param sources every file that was read by its name, for showing its lines
public record Configuration(
    Module root, Map<ModulePath, Module> modules, Map<String, SourceFile> sources) {
  public Configuration {
    modules = Collections.unmodifiableMap(new LinkedHashMap<>(modules));
    sources = Map.copyOf(sources);
  }

  /// The same with other provider configurations in the root module.
  public Configuration withProviderConfigurations(
      Map<String, ProviderConfiguration> configurations) {
    Module newRoot = root.withProviderConfigurations(configurations);
    Map<ModulePath, Module> newModules = new LinkedHashMap<>(modules);
    newModules.put(newRoot.path(), newRoot);
    return new Configuration(newRoot, newModules, sources);
  }

  /// The module at a path, or null when there is none.
  public @Nullable Module module(ModulePath path) {
    return modules.get(path);
  }

  /// Whether a module is somebody else's: it, or one that leads to it, comes from a package that
  /// was fetched.
  public boolean isFetched(ModulePath path) {
    Module module = root;
    for (String name : path.names()) {
      ModuleCall call = module.moduleCalls().get(name);
      Module called = module.children().get(name);
      if (call != null && !(ModuleSource.parse(call.source()) instanceof ModuleSource.Local)) {
        return true;
      }
      if (called == null) {
        return false;
      }
      module = called;
    }
    return false;
  }

  /// The declaration of a resource, or null when there is none.
  public @Nullable Resource resource(ConfigurationResourceAddress address) {
    Module module = modules.get(address.module());
    return module == null ? null : module.resources().get(address.resource());
  }
}
