package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.state.LocalStateStore;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.engine.state.StoreSettings;
import dev.holdfast.engine.state.edit.StateMove;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Parsed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `state mv`: gives objects of the state other addresses, or moves them into another state.
final class StateMoveCommand implements Command {
  static final Flag DRY_RUN =
      Flag.on("dry-run", "Only show what would be done, and change nothing.");

  private static final Flag TARGET =
      Flag.text("state-out", "FILE", "Move into this state file, which need not exist yet.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "mv",
          "Give an object of the state another address",
          "Gives an instance, a resource with all its instances, or a module with all that is in it"
              + " another address. Nothing real is touched. A \"moved\" block in the configuration does"
              + " the same for everyone who works with it.\n\n"
              + "  holdfast state mv lab_host.web 'lab_host.server[0]'",
          List.of(
              DRY_RUN,
              TARGET,
              CommonFlags.LOCK,
              CommonFlags.LOCK_TIMEOUT,
              CommonFlags.STATE,
              CommonFlags.MESSAGES,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.IGNORE_REMOTE_VERSION,
              CommonFlags.NO_COLOR),
          new Positionals("SOURCE-ADDRESS DESTINATION-ADDRESS", 2, 2, false));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    List<String> words = invocation.arguments().positionals();
    Diagnostics diagnostics = new Diagnostics();
    TargetAddress from = address(words.get(0), diagnostics);
    TargetAddress to = address(words.get(1), diagnostics);
    if (invocation.report(diagnostics.list()) || from == null || to == null) {
      return Invocation.FAILED;
    }
    Optional<String> target = invocation.arguments().text(TARGET);
    return StateEditing.run(
        invocation,
        "state mv",
        session ->
            target.isPresent()
                ? moveOut(invocation, session, from, to, target.get())
                : move(invocation, session, from, to));
  }

  private static @Nullable TargetAddress address(String text, Diagnostics diagnostics) {
    Parsed<@Nullable TargetAddress> parsed = AddressParser.target(text);
    diagnostics.addAll(parsed.diagnostics());
    return parsed.tree();
  }

  private static int move(
      Invocation invocation, StateSession session, TargetAddress from, TargetAddress to)
      throws StateWriteException {
    Parsed<StateMove> move = StateMove.of(session.state(), session.state(), from, to);
    if (invocation.report(move.diagnostics())) {
      return Invocation.FAILED;
    }
    if (show(invocation, move.tree())) {
      session.change(move.tree().within(session.state()));
      session.commit();
      succeed(invocation, move.tree());
    }
    return 0;
  }

  /// First into the one state, then out of the other: after an interruption an object is in both,
  /// not in none.
  private static int moveOut(
      Invocation invocation,
      StateSession session,
      TargetAddress from,
      TargetAddress to,
      String file)
      throws StateUnavailableException {
    World world = invocation.world();
    LocalStateStore other =
        new LocalStateStore(
            invocation.folder().resolve(file),
            new StoreSettings(
                ProgramVersion.current(),
                world.clock(),
                world.random(),
                new ProjectBackend(Project.here(invocation)).encryption().state()));
    return StateEditing.within(
        invocation,
        other,
        new LockRequest("state mv", "", Duration.ZERO),
        target -> {
          Parsed<StateMove> move = StateMove.of(session.state(), target.state(), from, to);
          if (invocation.report(move.diagnostics())) {
            return Invocation.FAILED;
          }
          if (show(invocation, move.tree())) {
            target.change(move.tree().additions(session.state()));
            target.commit();
            session.change(move.tree().removals());
            session.commit();
            succeed(invocation, move.tree());
          }
          return 0;
        });
  }

  /// @return whether it is to be done
  private static boolean show(Invocation invocation, StateMove move) {
    boolean dry = invocation.arguments().isOn(DRY_RUN);
    for (StateMove.Step step : move.steps()) {
      invocation
          .out()
          .println(
              "%s \"%s\" to \"%s\"".formatted(dry ? "Would move" : "Move", step.from(), step.to()));
    }
    return !dry;
  }

  private static void succeed(Invocation invocation, StateMove move) {
    invocation.out().println("Successfully moved %d object(s).".formatted(move.steps().size()));
  }
}
