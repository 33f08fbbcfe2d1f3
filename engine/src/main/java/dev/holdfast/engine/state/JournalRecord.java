package dev.holdfast.engine.state;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of the journal of a state.
sealed interface JournalRecord {

  /// Always the first one: which state the journal continues.
  ///
  /// @param absent whether there was no state file yet
  record Base(String lineage, long serial, boolean absent) implements JournalRecord {}

  /// Something is about to be done.
  record Began(Intent intent) implements JournalRecord {}

  /// What was begun came to nothing.
  record Settled(ResourceInstanceAddress address, @Nullable String deposedKey)
      implements JournalRecord {}

  /// The state changed, by all of these together.
  record Changed(List<StateChange> changes) implements JournalRecord {
    public Changed {
      changes = List.copyOf(changes);
    }
  }

  /// A state file that has all of the above is about to take its place.
  ///
  /// @param digest SHA-256 of the file, in hexadecimal digits
  record Checkpoint(long serial, String digest) implements JournalRecord {}
}
