package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.PlanText;
import dev.holdfast.cli.render.StateText;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.plan.saved.PlanFile;
import dev.holdfast.engine.plan.saved.PlanFileException;
import dev.holdfast.engine.plan.saved.SavedPlan;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `show`: the state, or a saved plan, for people.
final class ShowCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "show",
          "Show the state or a saved plan",
          "Shows every object in the state with its attributes, and the outputs; or a saved plan."
              + " Sensitive values are hidden.",
          List.of(CommonFlags.STATE, CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY or PLAN]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Optional<Path> file =
        invocation
            .arguments()
            .positional(0)
            .map(invocation.folder()::resolve)
            .filter(Files::isRegularFile);
    if (file.isPresent()) {
      return showPlan(invocation, file.get());
    }
    Project project = Project.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    try (CommandProviders builtIn = project.providers();
        Providers providers = new Providers(builtIn, 0, diagnostics)) {
      StateStore.Snapshot snapshot = project.store().read();
      diagnostics.addAll(snapshot.diagnostics());
      State state = snapshot.state();
      if (state == null) {
        invocation.out().println("No state.");
      } else {
        List<StateText.StateObject> objects =
            StateObjects.of(state, providers, address -> true, diagnostics);
        invocation
            .out()
            .print(
                new StateText(invocation.terminal().palette())
                    .of(objects, View.marked(state.outputs())));
      }
      return invocation.report(diagnostics.list()) ? Invocation.FAILED : 0;
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  private static int showPlan(Invocation invocation, Path file) {
    try (SavedPlan saved = PlanFile.read(file)) {
      PlanText text = new PlanText(invocation.terminal().palette(), invocation.terminal().width());
      invocation.out().print(text.of(saved.plan()));
      return 0;
    } catch (PlanFileException e) {
      invocation.report(List.of(e.diagnostic()));
      return Invocation.FAILED;
    }
  }
}
