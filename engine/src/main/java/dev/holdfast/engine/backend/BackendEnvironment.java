package dev.holdfast.engine.backend;

import dev.holdfast.engine.state.RemotePlace;
import dev.holdfast.engine.state.RemoteStateStore;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a backend may look at besides its arguments.
///
/// @param folder of the configuration: relative names are relative to it, and the journals of
///   states that are kept elsewhere lie in it
/// @param variables of the process
public record BackendEnvironment(
    Path folder, Map<String, String> variables, StoreSettings settings) {
  private static final Duration PERSIST_INTERVAL = Duration.ofSeconds(20);

  /// The store of a state on another machine, with its journal in the folder. A running apply sends
  /// the state every 20 seconds, or as many as `TF_STATE_PERSIST_INTERVAL` says.
  public StateStore remote(RemotePlace place, String workspace) {
    return new RemoteStateStore(place, folder, workspace, persistInterval(), settings);
  }

  private Duration persistInterval() {
    String seconds = variable("TF_STATE_PERSIST_INTERVAL").orElse("");
    return seconds.matches("[1-9][0-9]{0,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : PERSIST_INTERVAL;
  }

  /// A variable that is set and not empty.
  public Optional<String> variable(String name) {
    String value = variables.getOrDefault(name, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
