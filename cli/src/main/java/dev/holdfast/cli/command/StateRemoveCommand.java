package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Parsed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `state rm`: forgets objects without touching them.
final class StateRemoveCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "rm",
          "Forget objects of the state, without destroying them",
          "Takes instances, resources with all their instances, or modules with all that is in them"
              + " out of the state. What is real stays as it is; the next plan would make it again as long"
              + " as the configuration has it. A \"removed\" block with \"destroy = false\" does the same"
              + " for everyone who works with the configuration.",
          List.of(
              StateMoveCommand.DRY_RUN,
              CommonFlags.LOCK,
              CommonFlags.LOCK_TIMEOUT,
              CommonFlags.STATE,
              CommonFlags.MESSAGES,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.IGNORE_REMOTE_VERSION,
              CommonFlags.NO_COLOR),
          new Positionals("ADDRESS…", 1, Integer.MAX_VALUE, false));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    Diagnostics diagnostics = new Diagnostics();
    List<TargetAddress> targets = new ArrayList<>();
    for (String text : invocation.arguments().positionals()) {
      Parsed<@Nullable TargetAddress> parsed = AddressParser.target(text);
      diagnostics.addAll(parsed.diagnostics());
      if (parsed.tree() != null) {
        targets.add(parsed.tree());
      }
    }
    if (invocation.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    return StateEditing.run(
        invocation, "state rm", session -> remove(invocation, session, targets));
  }

  /// Linear in the state, for each address.
  private static int remove(
      Invocation invocation, StateSession session, List<TargetAddress> targets)
      throws StateWriteException {
    List<StateChange> changes = new ArrayList<>();
    Diagnostics diagnostics = new Diagnostics();
    boolean dry = invocation.arguments().isOn(StateMoveCommand.DRY_RUN);
    for (TargetAddress target : targets) {
      List<ResourceInstanceAddress> found =
          session.state().instances().keySet().stream().filter(target::contains).toList();
      if (found.isEmpty()) {
        diagnostics.add(
            Diagnostic.error(
                "Invalid target address",
                "No matching objects found for %s. To view the available instances, use \"holdfast state list\". Please modify the address to reference a specific instance."
                    .formatted(target)));
      }
      found.forEach(address -> changes.add(new StateChange.Remove(address)));
    }
    if (invocation.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    List<StateChange> distinct = changes.stream().distinct().toList();
    for (StateChange change : distinct) {
      if (change instanceof StateChange.Remove(ResourceInstanceAddress address)) {
        invocation.out().println((dry ? "Would remove " : "Removed ") + address);
      }
    }
    if (!dry) {
      session.change(distinct);
      session.commit();
      invocation
          .out()
          .println("Successfully removed %d resource instance(s).".formatted(distinct.size()));
    }
    return 0;
  }
}
