package dev.holdfast.engine.backend;

import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import java.util.SortedSet;

/// A place that keeps states, one for each workspace. Holds no connection itself: each use of it
/// opens what it needs and closes it again.
public interface Backend {
  /// The workspace that is always there.
  String DEFAULT_WORKSPACE = "default";

  /// Whether there can be other workspaces than the default one.
  boolean hasWorkspaces();

  /// All workspaces there are, the default one included.
  ///
  /// @throws StateUnavailableException if the place cannot be reached
  SortedSet<String> workspaces() throws StateUnavailableException;

  /// Makes a workspace, so that it is listed before a run has stored anything in it.
  ///
  /// @throws StateUnavailableException if the place cannot be reached, or cannot have it
  void create(String workspace) throws StateUnavailableException;

  /// The state of a workspace, whether or not anything is stored in it.
  StateStore store(String workspace);

  /// Removes a workspace with its state. To be asked only for what its owner wants to lose.
  ///
  /// @throws StateLockedException if somebody works with it
  /// @throws StateUnavailableException if the place cannot be reached
  void delete(String workspace) throws StateLockedException, StateUnavailableException;
}
