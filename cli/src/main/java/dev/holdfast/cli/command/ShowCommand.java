package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.StateText;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.List;

/// `show`: the state for people.
final class ShowCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "show",
          "Show the state",
          "Shows every object in the state with its attributes, and the outputs. Sensitive values are"
              + " hidden.",
          List.of(CommonFlags.STATE, CommonFlags.NO_COLOR),
          Positionals.optional("[DIRECTORY]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Project project = Project.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    try (BuiltInProviders builtIn = project.providers();
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
}
