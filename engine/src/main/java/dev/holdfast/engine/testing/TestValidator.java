package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.StaticChecks;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.RunSettings;
import dev.holdfast.engine.planning.Validator;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.Suggestion;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Resolution;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.syntax.Traversal;
import dev.holdfast.hcl.value.Values;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Checks test files without running them: that the modules of runs are right in themselves, and
/// that assertions ask for what the module has. Whether an assertion holds is not looked at.
public final class TestValidator {
  private final TestSuite suite;
  private final Diagnostics diagnostics = new Diagnostics();

  private TestValidator(TestSuite suite) {
    this.suite = suite;
  }

  /// Everything that is wrong. Linear in the modules that runs use and in the assertions.
  public static List<Diagnostic> validate(
      TestSuite suite, ProviderFactory factory, FunctionContext functions, RunSettings settings) {
    TestValidator validator = new TestValidator(suite);
    validator.validate(suite.configuration(), factory, functions, settings);
    for (Configuration module : suite.modules().values()) {
      List<Diagnostic> found = StaticChecks.check(module).diagnostics();
      validator.diagnostics.addAll(found);
      if (found.stream().noneMatch(Diagnostic::isError)) {
        validator.diagnostics.addAll(Validator.validate(module, factory, functions, settings));
        validator.validate(module, factory, functions, settings);
      }
    }
    return List.copyOf(new LinkedHashSet<>(validator.diagnostics.list()));
  }

  /// The runs that are about one configuration.
  @SuppressWarnings("ReferenceEquality") // each is loaded once
  private void validate(
      Configuration configuration,
      ProviderFactory factory,
      FunctionContext functions,
      RunSettings settings) {
    diagnostics.addAll(
        Validator.ask(
            configuration,
            factory,
            functions,
            settings,
            (evaluation, found) -> {
              for (TestFile file : suite.files()) {
                Set<String> all =
                    file.runs().stream().map(TestRun::name).collect(Collectors.toSet());
                Set<String> earlier = new HashSet<>();
                for (TestRun run : file.runs()) {
                  if (suite.configuration(run) == configuration) {
                    check(run, new Names(all, earlier), evaluation, found);
                  }
                  earlier.add(run.name());
                }
              }
            }));
  }

  private static void check(
      TestRun run, Names names, ConfigurationEvaluation evaluation, Diagnostics found) {
    Set<String> checkable =
        run.expectedFailures().isEmpty() ? Set.of() : checkable(evaluation.root().module());
    for (TestRun.ExpectedFailure expected : run.expectedFailures()) {
      if (!checkable.contains(expected.name())) {
        found.add(
            Diagnostic.error(
                "Reference to undeclared checkable object",
                "The module of this run has no %s that could fail.%s"
                    .formatted(expected.name(), Suggestion.sentence(expected.name(), checkable)),
                expected.range()));
      }
    }
    AssertionScope scope = new AssertionScope(evaluation.root(), names::resolve);
    for (CheckRule rule : run.assertions()) {
      found.addAll(Evaluator.evaluate(rule.condition(), scope).diagnostics());
      found.addAll(Evaluator.evaluate(rule.errorMessage(), scope).diagnostics());
    }
  }

  /// What of a module can have conditions that fail.
  private static Set<String> checkable(Module module) {
    Set<String> names = new TreeSet<>();
    module.variables().keySet().forEach(each -> names.add("var." + each));
    module.outputs().keySet().forEach(each -> names.add("output." + each));
    module.checks().keySet().forEach(each -> names.add("check." + each));
    module.resources().values().forEach(each -> names.add(each.address().toString()));
    return names;
  }

  /// What the test file knows by itself: the names of runs, and variables that anybody may give.
  private record Names(Set<String> runs, Set<String> earlier) {
    Resolution resolve(Traversal traversal) {
      String name = String.valueOf(traversal.attributeAt(0));
      return traversal.root().equals("run") && !earlier.contains(name)
          ? TestScope.unavailableRun(traversal, name, runs)
          : Resolution.of(Values.UNKNOWN, 1);
    }
  }
}
