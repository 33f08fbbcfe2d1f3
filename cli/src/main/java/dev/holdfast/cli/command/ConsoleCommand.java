package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.cli.terminal.Terminal;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.evaluation.StateValues;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.format.ValueText;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.HclParser;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `console`: evaluates expressions with the values of the configuration and the state. Changes
/// nothing.
final class ConsoleCommand implements Command {
  private static final String SOURCE = "<console-input>";
  private static final int STANDARD_INPUT = 0;

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "console",
          "Try expressions",
          "Evaluates expressions, a line each, with the values of the configuration and the state."
              + " Changes nothing. At a terminal, \"exit\" or Ctrl-D ends it; from a pipe, the first"
              + " faulty expression does.\n\n  echo 'cidrsubnet(\"10.0.0.0/8\", 8, 2)' | holdfast console",
          CommonFlags.withDiagnostics(
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.STATE,
              Flag.on("lock", "Without effect: nothing is changed."),
              Flag.text("lock-timeout", "DURATION", "Without effect."),
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
    Map<String, Value> variables =
        loaded.map(each -> project.variables(each, diagnostics)).orElse(Map.of());
    if (invocation.report(diagnostics.list()) || loaded.isEmpty()) {
      return Invocation.FAILED;
    }
    Diagnostics later = new Diagnostics();
    try (CommandProviders builtIn = project.providers();
        Providers providers = new Providers(builtIn, 0, later)) {
      StateStore.Snapshot snapshot = project.store(loaded.get()).read();
      State state = snapshot.state() == null ? State.empty("") : snapshot.state();
      ConfigurationEvaluation evaluation =
          new ConfigurationEvaluation(
              loaded.get().configuration(),
              variables,
              new StateValues(() -> state, state, providers, later),
              providers,
              project.functions(false),
              project.settings(),
              later);
      Scope scope = new ConsoleScope(evaluation.root().scope());
      return Terminal.isTerminal(STANDARD_INPUT)
          ? ConsoleTerminal.run(line -> answer(invocation, scope, line))
          : pipe(invocation, scope);
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  private static int pipe(Invocation invocation, Scope scope) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(invocation.world().in(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.strip().equals("exit")) {
          return 0;
        }
        if (!line.isBlank() && !answer(invocation, scope, line)) {
          return Invocation.FAILED;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Evaluates one expression and shows its value; false, with the faults shown, if it has none.
  private static boolean answer(Invocation invocation, Scope scope, String line) {
    SourceFile source = SourceFile.of(SOURCE, line);
    invocation.sources().add(source);
    Parsed<Expression> parsed = HclParser.parseExpression(source);
    List<Diagnostic> faults = parsed.diagnostics();
    if (!parsed.hasErrors()) {
      Evaluation evaluation = Evaluator.evaluate(parsed.tree(), scope);
      faults = evaluation.diagnostics();
      if (!evaluation.hasErrors()) {
        invocation.out().println(ControlSequences.strip(ValueText.of(evaluation.value())));
      }
    }
    return !invocation.report(faults);
  }
}
