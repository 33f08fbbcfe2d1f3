package dev.holdfast.cli.command;

import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.StateMigration;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Takes states from the backend that a project had to the one it has now, asking first. The states
/// stay where they were, too: nothing is deleted.
final class BackendMigration {
  private final Project project;
  private final Invocation invocation;
  private final String sourceType;
  private final String destinationType;
  private final Backend source;
  private final Backend destination;
  private final StateMigration migration;

  BackendMigration(
      Project project,
      String sourceType,
      String destinationType,
      Backend source,
      Backend destination,
      Duration patience) {
    this.project = project;
    this.invocation = project.invocation();
    this.sourceType = sourceType;
    this.destinationType = destinationType;
    this.source = source;
    this.destination = destination;
    this.migration = new StateMigration(source, destination, patience);
  }

  /// Looks what there is to take along, asks, and does it.
  ///
  /// @throws StateUnavailableException also where the answer is that nothing may change
  void run() throws StateUnavailableException {
    boolean many = source.hasWorkspaces() && source.workspaces().size() > 1;
    if (many && destination.hasWorkspaces()) {
      copyAll();
    } else {
      String from = source.hasWorkspaces() ? project.workspace() : Backend.DEFAULT_WORKSPACE;
      String to = destination.hasWorkspaces() ? from : Backend.DEFAULT_WORKSPACE;
      if (many) {
        require(
            ask(
                "Do you want to copy only your current workspace?",
                """
                The existing "%s" backend supports workspaces and you currently are using more than
                one. The newly configured "%s" backend doesn't support workspaces. If you continue,
                Holdfast will copy your current workspace "%s" to the default workspace in the new
                backend. Your existing workspaces in the source backend won't be modified.\
                """
                    .formatted(sourceType, destinationType, from)));
      }
      copyOne(from, to);
    }
  }

  private void copyAll() throws StateUnavailableException {
    require(
        ask(
            "Do you want to migrate all workspaces to \"%s\"?".formatted(destinationType),
            """
            Both the existing "%s" backend and the newly configured "%s" backend support workspaces.
            Holdfast will copy all workspaces (with the same names). THIS WILL OVERWRITE any
            conflicting states in the destination.

            If you answer "yes", Holdfast will migrate all states. If you answer "no", Holdfast will
            abort.\
            """
                .formatted(sourceType, destinationType)));
    List<String> filled = migration.filledWorkspaces();
    for (String workspace : source.workspaces()) {
      if (filled.contains(workspace)) {
        copy(workspace, workspace);
      } else if (!workspace.equals(Backend.DEFAULT_WORKSPACE)) {
        destination.create(workspace);
      }
    }
  }

  private void copyOne(String from, String to) throws StateUnavailableException {
    boolean empty = source.store(from).read().state() == null;
    if (!empty && mayCopy(from, to)) {
      copy(from, to);
    }
    if (!to.equals(project.workspace())) {
      select(to);
    }
  }

  private boolean mayCopy(String from, String to) throws StateUnavailableException {
    return switch (migration.meeting(from, to)) {
      case SAME -> false;
      case EMPTY ->
          ask(
              "Do you want to copy existing state to the new backend?",
              """
              Pre-existing state was found while migrating the previous "%s" backend to the newly
              configured "%s" backend. No existing state was found in the newly configured "%s"
              backend. Do you want to copy this state to the new "%s" backend? Enter "yes" to copy
              and "no" to start with an empty state.\
              """
                  .formatted(sourceType, destinationType, destinationType, destinationType));
      case OTHER ->
          ask(
              "Do you want to overwrite the state in the new backend?",
              """
              Another state is in the newly configured "%s" backend already. If you answer "yes",
              the one of the previous "%s" backend is written over it, and what only the other one
              knows of is lost. Enter "no" to keep the state that is there.\
              """
                  .formatted(destinationType, sourceType));
    };
  }

  private void select(String workspace) throws StateUnavailableException {
    try {
      project.workspaces().select(workspace);
    } catch (IOException fault) {
      throw failure("Workspace cannot be selected", String.valueOf(fault.getMessage()));
    }
  }

  private void copy(String from, String to) throws StateUnavailableException {
    try {
      migration.copy(from, to);
    } catch (StateLockedException | StateWriteException fault) {
      throw failure(
          "State was not migrated",
          "The workspace \"%s\" was not copied: %s".formatted(from, fault.getMessage())
              + " The backend is the one it was before; run the same command again.");
    }
  }

  /// @return whether the answer is yes
  /// @throws StateUnavailableException if it is neither yes nor no
  private boolean ask(String question, String detail) throws StateUnavailableException {
    if (invocation.arguments().isOn(BackendInit.FORCE_COPY)) {
      return true;
    }
    if (!invocation.mayAsk()) {
      throw failure(
          "Interactive input disabled",
          "Whether to take states along cannot be asked with -input=false or -json. Give -force-copy to take"
              + " them along, or -reconfigure to leave them.");
    }
    return switch (Confirmation.answer(invocation, question, detail)) {
      case "yes" -> true;
      case "no" -> false;
      default ->
          throw failure(
              "Migration aborted",
              "Answer \"yes\" or \"no\". Where nobody can answer, give -force-copy to take states"
                  + " along, or -reconfigure to leave them. Nothing was changed.");
    };
  }

  private static void require(boolean agreed) throws StateUnavailableException {
    if (!agreed) {
      throw failure("Migration aborted by user", "Nothing was changed.");
    }
  }

  private static StateUnavailableException failure(String summary, String detail) {
    return new StateUnavailableException(List.of(Diagnostic.error(summary, detail)));
  }
}
