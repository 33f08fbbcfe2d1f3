package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ProviderSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The providers that something needs, with all that is said of their versions. A provider is
/// needed by being declared, configured, or used by a resource.
///
/// @param constraints by provider; an empty list where any version will do
public record RequiredProviders(SortedMap<ProviderSource, List<VersionConstraints>> constraints) {
  public RequiredProviders {
    constraints = Collections.unmodifiableSortedMap(new TreeMap<>(constraints));
  }

  /// What a module needs, without those that it calls.
  public static RequiredProviders of(Module module) {
    Found found = new Found();
    found.add(module);
    return found.providers();
  }

  /// What all modules of a configuration need; linear in its size.
  public static RequiredProviders of(Configuration configuration) {
    Found found = new Found();
    found.add(configuration);
    return found.providers();
  }

  /// What a configuration and its tests need: the modules that runs use, and the providers that
  /// test files configure. Mocked ones are needed only where a module has something of theirs.
  public static RequiredProviders of(TestSuite suite) {
    Found found = new Found();
    found.add(suite.configuration());
    suite.modules().values().forEach(found::add);
    Module root = suite.configuration().root();
    for (TestFile file : suite.files()) {
      file.providers()
          .forEach((name, block) -> {
            if (!file.mocks().containsKey(name)) {
              found.add(root.providerSource(block.localName()), block.version());
            }
          });
    }
    return found.providers();
  }

  private static final class Found {
    private final SortedMap<ProviderSource, List<VersionConstraints>> constraints = new TreeMap<>();

    void add(Configuration configuration) {
      configuration.modules().values().forEach(this::add);
    }

    void add(Module module) {
      for (ProviderRequirement requirement : module.requiredProviders().values()) {
        add(requirement.source(), requirement.version());
      }
      for (ProviderConfiguration block : module.providerConfigurations().values()) {
        add(module.providerSource(block.localName()), block.version());
      }
      module.resources().values().forEach(each -> add(module.providerSource(each), ""));
      for (Check check : module.checks().values()) {
        if (check.data() != null) {
          add(module.providerSource(check.data()), "");
        }
      }
    }

    void add(ProviderSource source, String version) {
      List<VersionConstraints> known =
          constraints.computeIfAbsent(source, key -> new ArrayList<>());
      if (!version.isEmpty()) {
        VersionConstraints.parse(version).ifPresent(known::add);
      }
    }

    RequiredProviders providers() {
      return new RequiredProviders(constraints);
    }
  }

  /// The same and others, of which any version will do.
  public RequiredProviders and(Collection<ProviderSource> others) {
    SortedMap<ProviderSource, List<VersionConstraints>> more = new TreeMap<>(constraints);
    others.forEach(each -> more.putIfAbsent(each, List.of()));
    return new RequiredProviders(more);
  }

  /// Some of them.
  public RequiredProviders only(Predicate<ProviderSource> wanted) {
    SortedMap<ProviderSource, List<VersionConstraints>> rest = new TreeMap<>(constraints);
    rest.keySet().removeIf(wanted.negate());
    return new RequiredProviders(rest);
  }

  public Set<ProviderSource> sources() {
    return constraints.keySet();
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
