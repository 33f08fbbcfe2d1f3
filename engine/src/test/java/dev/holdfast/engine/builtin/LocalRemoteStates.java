package dev.holdfast.engine.builtin;

import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.backend.BackendTypes;
import dev.holdfast.engine.state.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;

/// Remote states that are in local files.
public final class LocalRemoteStates {
  /// For tests that read none.
  public static final RemoteStateData IN_NO_FOLDER = in(Path.of("no", "such", "folder"));

  private LocalRemoteStates() {}

  /// Relative names are relative to the folder.
  public static RemoteStateData in(Path folder) {
    return new RemoteStateData(
        new BackendTypes(Map.of()),
        new BackendEnvironment(
            folder, Map.of(), new StoreSettings("1", Clock.systemUTC(), new Random(1))));
  }
}
