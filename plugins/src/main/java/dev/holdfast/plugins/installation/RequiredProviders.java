package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Check;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.ProviderConfiguration;
import dev.holdfast.engine.config.ProviderRequirement;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.config.VersionConstraints;
import dev.holdfast.engine.state.State;
import dev.holdfast.plugins.lockfile.ConstraintText;
import dev.holdfast.plugins.origin.OtherRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The providers that a configuration and its state need, with all that is said of their versions.
///
/// @param constraints by provider; an empty list where any version will do
public record RequiredProviders(SortedMap<ProviderSource, List<VersionConstraints>> constraints) {
  public RequiredProviders {
    constraints = Collections.unmodifiableSortedMap(new TreeMap<>(constraints));
  }

  /// What a configuration and a state need; linear in their size.
  ///
  /// @param state null where there is none
  public static RequiredProviders of(Configuration configuration, @Nullable State state) {
    SortedMap<ProviderSource, List<VersionConstraints>> found = new TreeMap<>();
    add(found, configuration);
    if (state != null) {
      state
          .instances()
          .values()
          .forEach(each -> add(found, known(each.provider().source(), found), ""));
    }
    return new RequiredProviders(found);
  }

  /// The same with what the tests of the configuration need besides: for the modules that their
  /// runs use, and for the providers that they configure. Mocked ones are needed only where a
  /// module has something of theirs.
  public RequiredProviders with(TestSuite suite) {
    SortedMap<ProviderSource, List<VersionConstraints>> found = new TreeMap<>();
    constraints.forEach((source, each) -> found.put(source, new ArrayList<>(each)));
    suite.modules().values().forEach(each -> add(found, each));
    Module root = suite.configuration().root();
    for (TestFile file : suite.files()) {
      file.providers()
          .forEach((name, block) -> {
            if (!file.mocks().containsKey(name)) {
              add(found, root.providerSource(block.localName()), block.version());
            }
          });
    }
    return new RequiredProviders(found);
  }

  private static void add(
      SortedMap<ProviderSource, List<VersionConstraints>> found, Configuration configuration) {
    for (Module module : configuration.modules().values()) {
      for (ProviderRequirement requirement : module.requiredProviders().values()) {
        add(found, requirement.source(), requirement.version());
      }
      for (ProviderConfiguration block : module.providerConfigurations().values()) {
        add(found, module.providerSource(block.localName()), block.version());
      }
      module.resources().values().forEach(each -> add(found, module.providerSource(each), ""));
      for (Check check : module.checks().values()) {
        if (check.data() != null) {
          add(found, module.providerSource(check.data()), "");
        }
      }
    }
  }

  /// Objects that Terraform has made are those of its own registry; the configuration means the
  /// same provider by the address that it has here.
  private static ProviderSource known(
      ProviderSource stored, SortedMap<ProviderSource, List<VersionConstraints>> found) {
    return found.containsKey(stored) ? stored : OtherRegistry.addressHere(stored).orElse(stored);
  }

  private static void add(
      SortedMap<ProviderSource, List<VersionConstraints>> found,
      ProviderSource source,
      String version) {
    List<VersionConstraints> constraints = found.computeIfAbsent(source, key -> new ArrayList<>());
    if (!version.isEmpty()) {
      VersionConstraints.parse(version).ifPresent(constraints::add);
    }
  }

  /// Only those that have to be installed.
  public List<ProviderSource> installable() {
    return constraints.keySet().stream().filter(source -> !source.isBuiltIn()).toList();
  }

  public List<ProviderSource> builtIn() {
    return constraints.keySet().stream().filter(ProviderSource::isBuiltIn).toList();
  }

  public List<VersionConstraints> of(ProviderSource source) {
    return constraints.getOrDefault(source, List.of());
  }

  /// What is said of a provider's version, as lock files write it; empty where nothing is said.
  public String text(ProviderSource source) {
    return ConstraintText.of(of(source));
  }
}
