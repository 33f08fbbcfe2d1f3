package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.DiagnosticJson;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.engine.config.ModuleLocator;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.planning.Validator;
import dev.holdfast.engine.testing.TestValidator;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.List;

/// `validate`: whether a configuration is right in itself, whatever the values of its variables.
/// Looks at no state and at nothing outside.
final class ValidateCommand implements Command {
  private static final Flag NO_TESTS = Flag.on("no-tests", "Do not look at test files.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "validate",
          "Check whether the configuration is valid",
          "Checks whether the configuration and its test files are right in themselves, whatever the"
              + " values of variables. Looks at no state and at nothing outside.",
          CommonFlags.withDiagnostics(
              CommonFlags.JSON,
              NO_TESTS,
              ProjectTests.DIRECTORY,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Project project = Project.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    ModuleLocator modules = InstalledModules.of(project.folder(), project.dataDirectory());
    if (invocation.arguments().isOn(NO_TESTS)) {
      project
          .load(modules, diagnostics)
          .ifPresent(each -> evaluate(project, each.configuration(), diagnostics));
    } else {
      ModuleInstall.load(project, modules, diagnostics)
          .ifPresent(each -> evaluate(project, each.tests(), diagnostics));
    }
    if (invocation.arguments().isOn(CommonFlags.JSON)) {
      invocation
          .out()
          .print(new DiagnosticJson(invocation.sources()).validation(diagnostics.list()));
      return diagnostics.hasErrors() ? Invocation.FAILED : 0;
    }
    if (invocation.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    invocation
        .out()
        .println(
            invocation.terminal().palette().green("Success!")
                + " The configuration is valid"
                + (diagnostics.isEmpty()
                    ? "."
                    : ", but there were some validation warnings as shown above.")
                + "\n");
    return 0;
  }

  private static void evaluate(
      Project project, Configuration configuration, Diagnostics diagnostics) {
    checkEncryption(project, configuration, diagnostics);
    ProjectPlugins.of(project).check(configuration, diagnostics);
    try (CommandProviders providers = project.providers()) {
      diagnostics.addAll(
          Validator.validate(
              configuration, providers, project.functions(true), project.settings()));
    }
  }

  private static void checkEncryption(
      Project project, Configuration configuration, Diagnostics diagnostics) {
    // What is wrong with the variables was told when the configuration was loaded.
    InputVariables input = project.input(new Diagnostics());
    new ProjectBackend(project).checkEncryption(configuration.root(), input, diagnostics);
  }

  private static void evaluate(Project project, TestSuite suite, Diagnostics diagnostics) {
    checkEncryption(project, suite.configuration(), diagnostics);
    ProjectPlugins.of(project).check(suite, diagnostics);
    try (CommandProviders providers = project.providers()) {
      List<Diagnostic> found =
          Validator.validate(
              suite.configuration(), providers, project.functions(true), project.settings());
      diagnostics.addAll(found);
      TestValidator.validate(suite, providers, project.functions(true), project.settings()).stream()
          .filter(each -> !found.contains(each))
          .forEach(diagnostics::add);
    }
  }
}
