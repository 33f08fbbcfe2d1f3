package dev.holdfast.backends.s3;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// States in a bucket: that of the default workspace at the key, those of the others at
/// `PREFIX/NAME/KEY`.
record S3Backend(
    Bucket bucket,
    String key,
    String prefix,
    boolean locks,
    @Nullable DynamoTable table,
    Map<String, String> headers,
    BackendEnvironment environment)
    implements Backend {

  @Override
  public boolean hasWorkspaces() {
    return true;
  }

  @Override
  public SortedSet<String> workspaces() throws StateUnavailableException {
    SortedSet<String> names = new TreeSet<>();
    names.add(DEFAULT_WORKSPACE);
    String start = prefix.isEmpty() ? "" : prefix + "/";
    try {
      for (String each : bucket.keys(start)) {
        String rest = each.substring(Math.min(start.length(), each.length()));
        int slash = rest.indexOf('/');
        if (slash > 0 && rest.substring(slash + 1).equals(key)) {
          names.add(rest.substring(0, slash));
        }
      }
      return names;
    } catch (IOException fault) {
      throw unavailable("Workspaces cannot be listed", fault);
    }
  }

  private S3Place place(String workspace) {
    String full =
        workspace.equals(DEFAULT_WORKSPACE)
            ? key
            : (prefix.isEmpty() ? "" : prefix + "/") + workspace + "/" + key;
    List<LockKeeper> keepers = new ArrayList<>();
    if (locks) {
      keepers.add(new ObjectLock(bucket, ObjectLock.keyOf(full), headers));
    }
    if (table != null) {
      keepers.add(new TableLock(table, bucket.name() + "/" + full));
    }
    return new S3Place(bucket, full, keepers, headers);
  }

  @Override
  public void create(String workspace) throws StateUnavailableException {
    Map<String, String> absent = new HashMap<>(headers);
    absent.put("if-none-match", "*");
    try {
      byte[] text = EmptyState.text(environment.settings());
      HttpResponse<byte[]> response = bucket.put(place(workspace).key(), text, absent);
      // 412: it is there already.
      if (response.statusCode() != 200 && response.statusCode() != 412) {
        throw Bucket.refused(response);
      }
      if (table != null && response.statusCode() == 200) {
        new TableLock(table, bucket.name() + "/" + place(workspace).key()).noteDigest(text);
      }
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

  private StateUnavailableException unavailable(String summary, IOException fault) {
    return new StateUnavailableException(
        List.of(
            Diagnostic.error(
                summary, "The bucket %s: %s.".formatted(bucket.name(), fault.getMessage()))));
  }
}
