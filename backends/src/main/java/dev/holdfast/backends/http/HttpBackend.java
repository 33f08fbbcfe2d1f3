package dev.holdfast.backends.http;

import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;
import java.util.SortedSet;

/// One state behind an address.
record HttpBackend(HttpPlace place, BackendEnvironment environment) implements Backend {

  @Override
  public boolean hasWorkspaces() {
    return false;
  }

  @Override
  public SortedSet<String> workspaces() throws StateUnavailableException {
    throw unsupported();
  }

  @Override
  public void create(String workspace) throws StateUnavailableException {
    throw unsupported();
  }

  @Override
  public StateStore store(String workspace) {
    return environment.remote(place, workspace);
  }

  @Override
  public void delete(String workspace) throws StateUnavailableException {
    throw unsupported();
  }

  private static StateUnavailableException unsupported() {
    return new StateUnavailableException(
        List.of(
            Diagnostic.error(
                "Workspaces not supported",
                "workspaces not supported by the backend"
                    + " \"http\": give each its own address.")));
  }
}
