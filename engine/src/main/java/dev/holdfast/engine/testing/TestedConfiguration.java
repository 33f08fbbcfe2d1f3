package dev.holdfast.engine.testing;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.MockProvider;
import dev.holdfast.engine.config.PassedProvider;
import dev.holdfast.engine.config.ProviderConfiguration;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.hcl.evaluation.Scope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A configuration with the providers that a test gives it.
///
/// @param mocks those that are only pretended, by what the configuration calls them
record TestedConfiguration(Configuration configuration, Map<ProviderKey, MockProvider> mocks) {

  /// A provider configuration of the root module.
  record ProviderKey(ProviderSource source, String alias) {}

  /// What a run is about: all provider blocks of the file take the place of those of the same name,
  /// or only those that the run names. Linear in the provider blocks.
  ///
  /// @param scope the names that the provider blocks of the file can use
  static TestedConfiguration of(Configuration declared, TestFile file, TestRun run, Scope scope) {
    Map<String, ProviderConfiguration> providers =
        new LinkedHashMap<>(declared.root().providerConfigurations());
    Map<ProviderKey, MockProvider> mocks = new HashMap<>();
    if (run.providers().isEmpty()) {
      for (ProviderConfiguration each : file.providers().values()) {
        put(each, each.name(), declared, file, scope, providers, mocks);
      }
    }
    for (PassedProvider passed : run.providers()) {
      ProviderConfiguration given = file.providers().get(passed.inParent().name());
      if (given != null) {
        ProviderConfiguration renamed =
            given.as(passed.inChild().localName(), passed.inChild().alias());
        put(renamed, given.name(), declared, file, scope, providers, mocks);
      }
    }
    return new TestedConfiguration(declared.withProviderConfigurations(providers), mocks);
  }

  private static void put(
      ProviderConfiguration given,
      String nameInFile,
      Configuration declared,
      TestFile file,
      Scope scope,
      Map<String, ProviderConfiguration> providers,
      Map<ProviderKey, MockProvider> mocks) {
    providers.put(given.name(), given.withScope(scope));
    MockProvider mock = file.mocks().get(nameInFile);
    if (mock != null) {
      mocks.put(
          new ProviderKey(declared.root().providerSource(given.localName()), given.alias()), mock);
    }
  }
}
