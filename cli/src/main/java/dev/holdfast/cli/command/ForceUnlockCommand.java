package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import java.util.List;

/// `force-unlock`: releases a lock whose owner is gone.
final class ForceUnlockCommand implements Command {
  private static final Flag FORCE = Flag.on("force", "Do not ask before doing it.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "force-unlock",
          "Release a lock whose owner is gone",
          "Releases the lock of the state that has this id, which whoever meets the lock is told. A"
              + " run that still works with that lock cannot save its state any more where the"
              + " backend can prevent it.",
          List.of(
              FORCE,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.MESSAGES,
              CommonFlags.NO_COLOR),
          Positionals.one("LOCK-ID"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    String id = invocation.arguments().positionals().getFirst();
    try {
      StateStore store = Project.here(invocation).store();
      if (!invocation.arguments().isOn(FORCE)
          && !Confirmation.ask(
              invocation,
              "Do you really want to force-unlock?",
              "Holdfast will remove the lock on the state %s.\n".formatted(store.location())
                  + "This will allow other commands to change it, even though it may still\n"
                  + "be in use.")) {
        invocation.out().println("force-unlock cancelled.");
        return Invocation.FAILED;
      }
      store.forceUnlock(id);
      invocation
          .out()
          .println(
              "\n"
                  + invocation
                      .terminal()
                      .palette()
                      .green("Holdfast state has been successfully unlocked!"));
      return 0;
    } catch (StateLockedException other) {
      return invocation.fail("Failed to unlock state", String.valueOf(other.getMessage()));
    } catch (StateUnavailableException fault) {
      invocation.report(fault.diagnostics());
      return Invocation.FAILED;
    }
  }
}
