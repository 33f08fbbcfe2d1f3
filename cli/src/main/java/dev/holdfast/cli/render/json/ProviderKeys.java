package dev.holdfast.cli.render.json;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ConstraintText;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.ModuleCall;
import dev.holdfast.engine.config.PassedProvider;
import dev.holdfast.engine.config.ProviderConfiguration;
import dev.holdfast.engine.config.ProviderReference;
import dev.holdfast.engine.config.ProviderRequirement;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.config.VersionConstraints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The provider configurations of a whole configuration by keys of the form `aws`, `aws.west` or
/// `module.a:aws`. A module that gets a configuration from its caller uses the key of the one that
/// it is in the end. Linear in the modules, their provider configurations and their resources.
final class ProviderKeys {

  /// One provider configuration.
  ///
  /// @param module where it is
  /// @param name as the module calls the provider
  /// @param alias empty for the default configuration
  /// @param versions the constraints that the module states; empty for none
  /// @param block what configures it, or null
  /// @param givenBy the key of the caller's configuration that it is; empty where it is its own
  record Entry(
      ModulePath module,
      ProviderSource source,
      String name,
      String alias,
      String versions,
      @Nullable ProviderConfiguration block,
      String givenBy) {}

  private final Map<String, Entry> entries = new HashMap<>();

  private ProviderKeys() {}

  static ProviderKeys of(Configuration configuration) {
    ProviderKeys keys = new ProviderKeys();
    keys.add(configuration.root(), null);
    return keys;
  }

  /// The configurations that are nobody else's, by their keys.
  SortedMap<String, Entry> own() {
    SortedMap<String, Entry> own = new TreeMap<>();
    entries.forEach((key, entry) -> {
      if (entry.givenBy().isEmpty()) {
        own.put(key, entry);
      }
    });
    return own;
  }

  /// The key of the configuration that a resource uses.
  String of(Module module, Resource resource) {
    ProviderReference reference = resource.provider();
    String key =
        key(module.path(), reference == null ? resource.providerLocalName() : reference.name());
    Entry entry = entries.get(key);
    return entry == null || entry.givenBy().isEmpty() ? key : entry.givenBy();
  }

  private static String key(ModulePath module, String name) {
    return module.isRoot() ? name : module + ":" + name;
  }

  private void add(Module module, @Nullable Module caller) {
    for (ProviderConfiguration block : module.providerConfigurations().values()) {
      ProviderSource source = module.providerSource(block.localName());
      entries.put(
          key(module.path(), block.name()),
          entry(module, source, block.localName(), block.alias(), block, ""));
    }
    for (ProviderRequirement required : module.requiredProviders().values()) {
      for (ProviderReference alias : required.aliases()) {
        addImplied(module, required.source(), alias.name(), required.localName(), "");
      }
      addInherited(module, caller, required.source(), required.localName());
    }
    for (Resource resource : module.resources().values()) {
      if (resource.provider() == null) {
        addInherited(module, caller, module.providerSource(resource), resource.providerLocalName());
      }
    }
    for (ModuleCall call : module.moduleCalls().values()) {
      Module called = module.children().get(call.name());
      if (called != null) {
        addPassed(module, called, call);
        add(called, module);
      }
    }
  }

  private void addInherited(
      Module module, @Nullable Module caller, ProviderSource source, String name) {
    String given = caller == null ? "" : origin(key(caller.path(), name), source);
    addImplied(module, source, name, name, given);
  }

  private void addImplied(
      Module module, ProviderSource source, String key, String name, String givenBy) {
    entries.computeIfAbsent(
        key(module.path(), key), absent -> entry(module, source, name, "", null, givenBy));
  }

  private void addPassed(Module module, Module called, ModuleCall call) {
    for (PassedProvider passed : call.providers()) {
      ProviderSource source = called.providerSource(passed.inChild().localName());
      String given = origin(key(module.path(), passed.inParent().name()), source);
      entries.put(
          key(called.path(), passed.inChild().name()),
          new Entry(called.path(), source, passed.inChild().name(), "", "", null, given));
    }
  }

  /// The key that a key stands for in the end; empty where there is no such configuration.
  private String origin(String key, ProviderSource source) {
    Entry entry = entries.get(key);
    if (entry == null || !entry.source().equals(source)) {
      return "";
    }
    return entry.givenBy().isEmpty() ? key : entry.givenBy();
  }

  private static Entry entry(
      Module module,
      ProviderSource source,
      String name,
      String alias,
      @Nullable ProviderConfiguration block,
      String givenBy) {
    return new Entry(module.path(), source, name, alias, versions(module, source), block, givenBy);
  }

  /// What the module says of the provider's versions, wherever it says it.
  private static String versions(Module module, ProviderSource source) {
    List<String> texts = new ArrayList<>();
    for (ProviderRequirement required : module.requiredProviders().values()) {
      if (required.source().equals(source)) {
        texts.add(required.version());
      }
    }
    for (ProviderConfiguration block : module.providerConfigurations().values()) {
      if (module.providerSource(block.localName()).equals(source)) {
        texts.add(block.version());
      }
    }
    return ConstraintText.of(
        texts.stream().flatMap(text -> VersionConstraints.parse(text).stream()).toList());
  }
}
