package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.DiagnosticJson;
import dev.holdfast.engine.planning.Validator;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;

/// `validate`: whether a configuration is right in itself, whatever the values of its variables.
/// Looks at no state and at nothing outside.
final class ValidateCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "validate",
          "Check whether the configuration is valid",
          "Checks whether the configuration is right in itself, whatever the values of its variables."
              + " Looks at no state and at nothing outside.",
          List.of(
              CommonFlags.JSON,
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
    Optional<Project.Loaded> loaded = project.load(diagnostics);
    loaded.ifPresent(each -> evaluate(project, each, diagnostics));
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

  private static void evaluate(Project project, Project.Loaded loaded, Diagnostics diagnostics) {
    ProjectPlugins.of(project).check(loaded.configuration(), diagnostics);
    try (CommandProviders providers = project.providers()) {
      diagnostics.addAll(
          Validator.validate(
              loaded.configuration(), providers, project.functions(true), project.settings()));
    }
  }
}
