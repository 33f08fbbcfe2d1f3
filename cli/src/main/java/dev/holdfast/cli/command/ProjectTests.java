package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.ModuleLocator;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.config.TestSuiteLoader;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.Optional;

/// The tests that come with the configuration of a project.
final class ProjectTests {
  static final Flag DIRECTORY =
      Flag.text(
          "test-directory",
          "FOLDER",
          "Where test files are, beside the configuration (\"tests\").");

  private ProjectTests() {}

  /// The folder of the tests, relative to that of the configuration.
  static String directory(Invocation invocation) {
    return invocation.arguments().text(DIRECTORY).orElse(TestSuiteLoader.DEFAULT_DIRECTORY);
  }

  /// The tests of a configuration; empty after an error.
  ///
  /// @param modules finds those that runs use
  static Optional<TestSuite> load(
      Project project,
      Configuration configuration,
      ModuleLocator modules,
      InputVariables input,
      Diagnostics diagnostics) {
    Invocation invocation = project.invocation();
    TestSuiteLoader.Loaded loaded =
        TestSuiteLoader.load(configuration, directory(invocation), modules, project.early(input));
    loaded.sources().values().forEach(invocation.sources()::add);
    diagnostics.addAll(loaded.found());
    return loaded.found().stream().anyMatch(Diagnostic::isError)
        ? Optional.empty()
        : Optional.of(loaded.suite());
  }
}
