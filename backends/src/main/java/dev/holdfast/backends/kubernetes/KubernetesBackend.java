package dev.holdfast.backends.kubernetes;

import dev.holdfast.backends.EmptyState;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// States in secrets, found by their labels.
record KubernetesBackend(
    Cluster cluster, String suffix, Map<String, String> labels, BackendEnvironment environment)
    implements Backend {

  @Override
  public boolean hasWorkspaces() {
    return true;
  }

  @Override
  public SortedSet<String> workspaces() throws StateUnavailableException {
    SortedSet<String> names = new TreeSet<>();
    names.add(DEFAULT_WORKSPACE);
    try {
      HttpResponse<byte[]> response =
          cluster.list(Cluster.Kind.SECRET, "tfstate%3Dtrue%2CtfstateSecretSuffix%3D" + suffix);
      if (response.statusCode() != 200) {
        throw Cluster.refused(response);
      }
      for (ClusterObject each : ClusterObject.readList(Cluster.Kind.SECRET, response.body())) {
        String name = each.labels().getOrDefault("tfstateWorkspace", "");
        if (!name.isEmpty()) {
          names.add(name);
        }
      }
      return names;
    } catch (IOException fault) {
      throw unavailable("Workspaces cannot be listed", fault);
    }
  }

  private SecretPlace place(String workspace) {
    return new SecretPlace(cluster, workspace, suffix, labels);
  }

  @Override
  public void create(String workspace) throws StateUnavailableException {
    try {
      place(workspace).create(EmptyState.text(environment.settings()));
    } catch (IOException fault) {
      throw unavailable("Workspace cannot be made", fault);
    }
  }

  @Override
  public StateStore store(String workspace) {
    return environment.remote(place(workspace), workspace);
  }

  @Override
  public void delete(String workspace) throws StateLockedException, StateUnavailableException {
    // Nobody may be at work with what is about to go.
    try (StateSession _ = store(workspace).open(LockRequest.of("workspace delete"))) {
      place(workspace).remove();
    } catch (IOException fault) {
      throw unavailable("Workspace cannot be deleted", fault);
    }
  }

  private static StateUnavailableException unavailable(String summary, IOException fault) {
    return new StateUnavailableException(
        List.of(Diagnostic.error(summary, fault.getMessage() + ".")));
  }
}
