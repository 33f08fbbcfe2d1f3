package dev.holdfast.engine.state;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a session keeps its state, under a lock that is held: what is different between a file
/// beside the journal and a place on another machine.
interface SessionPlace extends AutoCloseable {

  /// Where the state is, for messages.
  String location();

  /// The file for changes that are not in the state yet.
  Path journal();

  /// How the state and the journal lie there.
  StateCodec codec();

  /// Whether what is in place must be written anew although nothing changes, since it lies there in
  /// another way than [#codec] writes.
  boolean isOutdated();

  /// Makes a state ready to be put in place. Leaves no trace if it fails.
  Prepared prepare(State next) throws IOException;

  /// What to tell the user when a state could not be put in place; may save it elsewhere first.
  ///
  /// @param unsaved the state that is not in place
  StateWriteException failure(State unsaved, IOException fault);

  /// Releases the lock.
  @Override
  void close() throws IOException;

  /// A state that is ready.
  interface Prepared {
    /// What the text is recognized by when it is found in place after a death.
    String digest();

    /// Puts it in place, durably.
    void install() throws IOException;

    /// Removes what was prepared.
    void discard() throws IOException;
  }

  /// What a journal needs to know of the state that it continues.
  ///
  /// @param stored null where there is none
  static JournalRecord.Base base(@Nullable State stored, State state) {
    return new JournalRecord.Base(
        state.lineage(), stored == null ? 0 : stored.serial(), stored == null);
  }
}
