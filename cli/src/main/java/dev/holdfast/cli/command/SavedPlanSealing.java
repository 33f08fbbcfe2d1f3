package dev.holdfast.cli.command;

import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.encryption.Sealing;
import dev.holdfast.hcl.diagnostic.Diagnostics;

/// How a saved plan may be encrypted. Its own configuration cannot say so, as it has to be opened
/// first: the folder where the command works does, and the environment.
final class SavedPlanSealing {
  private SavedPlanSealing() {}

  /// @throws StateUnavailableException with every fault of what is said of encryption
  static Sealing of(Invocation invocation) throws StateUnavailableException {
    Project project = Project.here(invocation);
    ProjectBackend backend = new ProjectBackend(project);
    Diagnostics diagnostics = new Diagnostics();
    InputVariables input = project.input(diagnostics);
    Module root = backend.root(input, diagnostics);
    // A plan has all it needs: what is wrong in the folder by now is no reason to refuse it.
    return root == null ? Sealing.NONE : backend.encryption(root, input).plan();
  }
}
