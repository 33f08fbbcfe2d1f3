package dev.holdfast.cli.command;

import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.state.LocalWorkspaces;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What the commands about workspaces have in common.
final class Workspaces {
  private Workspaces() {}

  /// What is wrong with a name; empty if nothing is.
  static Optional<Diagnostic> checkName(String name) {
    return LocalWorkspaces.isName(name)
        ? Optional.empty()
        : Optional.of(
            Diagnostic.error(
                "Invalid workspace name",
                ("The workspace name \"%s\" is not allowed. The name must contain only URL safe"
                        + " characters, and no path separators.")
                    .formatted(name)));
  }

  /// @throws StateUnavailableException if no workspace can be named so
  static void requireName(String name) throws StateUnavailableException {
    Optional<Diagnostic> badName = checkName(name);
    if (badName.isPresent()) {
      throw new StateUnavailableException(List.of(badName.get()));
    }
  }

  /// @throws StateUnavailableException if the workspace of that name cannot be selected
  static void requireChangeable(Project project, String name) throws StateUnavailableException {
    requireName(name);
    if (project.workspaces().isOverridden()) {
      throw failure(
          "Workspace is overridden",
          "The selected workspace is currently overridden using the TF_WORKSPACE environment"
              + " variable. To select a new workspace, either update this environment variable or"
              + " unset it and then run this command again.");
    }
  }

  /// Makes a workspace, selects it and says so.
  static void create(Project project, Backend backend, String name)
      throws StateUnavailableException {
    backend.create(name);
    select(project, name);
    Invocation invocation = project.invocation();
    invocation
        .out()
        .println(
            invocation
                    .terminal()
                    .palette()
                    .green("Created and switched to workspace \"%s\"!".formatted(name))
                + "\n\n"
                + "You're now on a new, empty workspace. Workspaces isolate their state,\n"
                + "so if you run \"holdfast plan\" Holdfast will not see any existing state\n"
                + "for this configuration.");
  }

  /// Selects a workspace for what comes next in this folder.
  static void select(Project project, String name) throws StateUnavailableException {
    try {
      project.workspaces().select(name);
    } catch (IOException fault) {
      throw failure("Workspace cannot be selected", PrivateFiles.describe(fault) + ".");
    }
  }

  private static StateUnavailableException failure(String summary, String detail) {
    return new StateUnavailableException(List.of(Diagnostic.error(summary, detail)));
  }
}
