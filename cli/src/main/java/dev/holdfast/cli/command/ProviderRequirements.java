package dev.holdfast.cli.command;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Check;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.ProviderConfiguration;
import dev.holdfast.engine.config.ProviderRequirement;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which providers a module uses, with the versions it wants, and which the modules that it calls.
///
/// @param providers with their version constraints, which may be empty
/// @param children by the names of their calls
record ProviderRequirements(
    SortedMap<ProviderSource, String> providers, SortedMap<String, ProviderRequirements> children) {

  /// What a module and all below it use: declared, configured or used by a resource. Linear in what
  /// they declare.
  static ProviderRequirements of(Module module) {
    SortedMap<ProviderSource, String> providers = new TreeMap<>();
    for (ProviderRequirement required : module.requiredProviders().values()) {
      providers.merge(required.source(), required.version(), ProviderRequirements::both);
    }
    for (ProviderConfiguration block : module.providerConfigurations().values()) {
      providers.merge(
          module.providerSource(block.localName()), block.version(), ProviderRequirements::both);
    }
    for (Resource resource : module.resources().values()) {
      providers.putIfAbsent(module.providerSource(resource), "");
    }
    for (Check check : module.checks().values()) {
      if (check.data() != null) {
        providers.putIfAbsent(module.providerSource(check.data()), "");
      }
    }
    SortedMap<String, ProviderRequirements> children = new TreeMap<>();
    module.children().forEach((name, child) -> children.put(name, of(child)));
    return new ProviderRequirements(providers, children);
  }

  private static String both(String one, String other) {
    return one.isEmpty() ? other : other.isEmpty() ? one : one + ", " + other;
  }

  /// The providers of the objects in a state.
  static Set<ProviderSource> of(@Nullable State state) {
    SortedSet<ProviderSource> sources = new TreeSet<>();
    if (state != null) {
      for (StoredInstance instance : state.instances().values()) {
        sources.add(instance.provider().source());
      }
    }
    return sources;
  }

  /// The providers of this module and all below it.
  SortedSet<ProviderSource> all() {
    SortedSet<ProviderSource> all = new TreeSet<>();
    collect(all);
    return all;
  }

  private void collect(SortedSet<ProviderSource> all) {
    all.addAll(providers.keySet());
    for (Map.Entry<String, ProviderRequirements> child : children.entrySet()) {
      child.getValue().collect(all);
    }
  }
}
