package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateWriteException;
import java.util.Optional;

/// Where the states of tests are kept while they run, so that what a test has made is known even if
/// the program dies in the midst of it.
@FunctionalInterface
public interface TestStates {
  /// Keeps nothing: what is in memory is all there is.
  TestStates NOWHERE = file -> Optional.empty();

  /// A place for a state of a test file that is about to be changed for the first time.
  ///
  /// @return empty where nothing is kept
  /// @throws StateWriteException if there cannot be one: then nothing must be made
  Optional<Place> open(TestFile file) throws StateWriteException;

  /// Where one state is kept.
  interface Place {
    StateSession session();

    /// Removes it: everything in it is destroyed, or is known elsewhere.
    void remove();
  }
}
