package dev.holdfast.engine.backend;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.state.LocalStateStore;
import dev.holdfast.engine.state.LocalWorkspaces;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StoreSettings;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;

/// States in files of this machine.
record LocalBackend(LocalWorkspaces files, StoreSettings settings) implements Backend {

  @Override
  public boolean hasWorkspaces() {
    return true;
  }

  @Override
  public SortedSet<String> workspaces() throws StateUnavailableException {
    try {
      return files.names();
    } catch (IOException fault) {
      throw unavailable("Workspaces cannot be listed", fault);
    }
  }

  @Override
  public void create(String workspace) throws StateUnavailableException {
    try {
      files.create(workspace);
    } catch (IOException fault) {
      throw unavailable("Workspace cannot be made", fault);
    }
  }

  @Override
  public StateStore store(String workspace) {
    return new LocalStateStore(files.stateFile(workspace), settings);
  }

  @Override
  public void delete(String workspace) throws StateLockedException, StateUnavailableException {
    // Nobody may be at work with what is about to go.
    try (StateSession _ = store(workspace).open(LockRequest.of("workspace delete"))) {
      files.delete(workspace);
    } catch (IOException fault) {
      throw unavailable("Workspace cannot be deleted", fault);
    }
  }

  private static StateUnavailableException unavailable(String summary, IOException fault) {
    return new StateUnavailableException(
        List.of(Diagnostic.error(summary, PrivateFiles.describe(fault) + ".")));
  }
}
