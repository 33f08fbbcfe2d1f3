package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Checks that each provider name of a test file stands for one provider in all of its runs. Linear
/// in the number of runs, times the provider configurations of their file.
final class TestProviderChecks {
  private final TestFile file;
  private final Diagnostics diagnostics;

  /// What a name of the file stands for: what its first use says.
  private final Map<String, ProviderSource> sources = new HashMap<>();

  private TestProviderChecks(TestFile file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  static void check(TestSuite suite, Diagnostics diagnostics) {
    for (TestFile file : suite.files()) {
      TestProviderChecks checks = new TestProviderChecks(file, diagnostics);
      for (TestRun run : file.runs()) {
        Configuration configuration = suite.configuration(run);
        if (configuration != null) {
          checks.check(run, configuration.root());
        }
      }
    }
  }

  private void check(TestRun run, Module module) {
    Set<String> needed = needed(module);
    if (run.providers().isEmpty()) {
      for (ProviderConfiguration each : file.providers().values()) {
        if (needed.contains(each.localName())) {
          checkByName(each, module);
        }
      }
      return;
    }
    for (PassedProvider passed : run.providers()) {
      ProviderReference given = passed.inParent();
      ProviderSource wanted = module.providerSource(passed.inChild().localName());
      if (!file.providers().containsKey(given.name()) && !given.alias().isEmpty()) {
        diagnostics.add(
            Diagnostic.error(
                "Missing provider block",
                "The test file has no provider block for \"%s\".".formatted(given.name()),
                given.range()));
        continue;
      }
      ProviderSource source = sources.computeIfAbsent(given.localName(), _ -> wanted);
      if (!source.equals(wanted)) {
        mismatch(
            "The local name \"%s\" in %s represents provider \"%s\", but \"%s\" in the root module"
                .formatted(given.localName(), file.name(), source, passed.inChild().localName()),
            given.localName(),
            true,
            wanted,
            given.range());
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // this very block, not one like it
  private void checkByName(ProviderConfiguration given, Module module) {
    ProviderSource wanted = module.providerSource(given.localName());
    ProviderSource source = sources.computeIfAbsent(given.localName(), _ -> wanted);
    if (!source.equals(wanted)) {
      boolean others =
          file.providers().values().stream()
              .anyMatch(each -> each != given && each.localName().equals(given.localName()));
      mismatch(
          "The provider \"%s\" in %s represents provider \"%s\", but \"%s\" in the root module"
              .formatted(given.name(), file.name(), source, given.name()),
          given.name(),
          others,
          wanted,
          given.range());
    }
  }

  private void mismatch(
      String beginning, String name, boolean others, ProviderSource wanted, SourceRange range) {
    diagnostics.add(
        Diagnostic.error(
            "Provider type mismatch",
            ("%s represents \"%s\".\n\nThis means the provider definition for \"%s\" within"
                    + " %s%s been referenced by multiple run blocks and assigned to different"
                    + " provider types.")
                .formatted(
                    beginning,
                    wanted,
                    name,
                    file.name(),
                    others ? ", or other provider definitions with the same name, have" : " has"),
            range));
  }

  /// The local names of the providers that a module says something about.
  private static Set<String> needed(Module module) {
    Set<String> needed = new HashSet<>(module.requiredProviders().keySet());
    module.providerConfigurations().values().forEach(each -> needed.add(each.localName()));
    module.resources().values().forEach(each -> needed.add(each.providerLocalName()));
    return needed;
  }
}
