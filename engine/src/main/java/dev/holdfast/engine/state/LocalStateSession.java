package dev.holdfast.engine.state;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A locked local state and its journal.
final class LocalStateSession implements StateSession {
  private final LocalStateFiles files;
  private final LocalLock lock;
  private final JournalFile journal;
  private final String version;
  private final List<Diagnostic> diagnostics;
  private final List<Intent> left;

  /// Held for the time a change takes in memory, and for the whole of a commit, so that the order
  /// in the journal is the order in memory and no change falls between a state file and its
  /// journal.
  private final ReentrantLock changing = new ReentrantLock();

  private final JournalReplay.OpenIntents open = new JournalReplay.OpenIntents();
  private volatile State state;

  /// What the state file holds; null where there is none.
  private @Nullable State stored;

  private List<Intent> leftOpen;
  private boolean backedUp;
  private boolean closed;

  LocalStateSession(
      LocalStateFiles files,
      LocalLock lock,
      String version,
      @Nullable State stored,
      State state,
      JournalReplay.Replayed replayed,
      List<Diagnostic> diagnostics) {
    this.files = files;
    this.lock = lock;
    this.version = version;
    this.stored = stored;
    this.state = state;
    this.left = replayed.inFlight();
    this.leftOpen = replayed.inFlight();
    this.diagnostics = List.copyOf(diagnostics);
    this.journal = new JournalFile(files.journal(), base(stored, state), replayed.length());
  }

  private static JournalRecord.Base base(@Nullable State stored, State state) {
    return new JournalRecord.Base(
        state.lineage(), stored == null ? 0 : stored.serial(), stored == null);
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public List<Intent> inFlight() {
    return left;
  }

  @Override
  public void intend(Intent intent) throws StateWriteException {
    append(new JournalRecord.Began(intent), false, () -> open.began(intent));
  }

  @Override
  public void change(List<StateChange> changes) throws StateWriteException {
    append(
        new JournalRecord.Changed(changes),
        true,
        () -> {
          state = state.withAll(changes);
          open.changed(changes);
        });
  }

  @Override
  public void settle(Intent intent) throws StateWriteException {
    append(
        new JournalRecord.Settled(intent.address(), intent.deposedKey()),
        true,
        () -> open.settled(intent.address(), intent.deposedKey()));
  }

  private void append(JournalRecord record, boolean essential, Runnable inMemory)
      throws StateWriteException {
    byte[] text = JournalText.encode(record);
    JournalFile.Batch batch;
    changing.lock();
    try {
      requireOpen();
      inMemory.run();
      batch = journal.enqueue(text, essential);
    } finally {
      changing.unlock();
    }
    try {
      journal.await(batch);
    } catch (IOException fault) {
      throw new StateWriteException(
          """
          The journal of the state, %s, could not be written: %s. What was done before is in it and \
          in %s. Make room or mend the permissions; the changes since then are written with the \
          next one that succeeds.\
          """
              .formatted(files.journal(), PrivateFiles.describe(fault), files.state()),
          fault);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  @Override
  public void commit() throws StateWriteException {
    changing.lock();
    try {
      requireOpen();
      if (stored == null ? !state.isEmpty() : !stored.sameContent(state)) {
        long serial = stored == null ? 1 : stored.serial() + 1;
        replaceFile(state.withSerial(serial));
      }
      restartJournal();
    } catch (IOException fault) {
      throw new StateWriteException(
          """
          The state could not be written to %s: %s. The old file is as it was, and every change is \
          in the journal beside it, %s: keep both. Make room or mend the permissions and run any \
          command that changes the state, which goes on from there.\
          """
              .formatted(files.state(), PrivateFiles.describe(fault), files.journal()),
          fault);
    } finally {
      changing.unlock();
    }
  }

  @Override
  public void replace(State replacement) throws StateWriteException {
    changing.lock();
    try {
      commit();
      replaceFile(replacement);
      leftOpen = List.of();
      journal.restart(base(stored, state), List.of());
    } catch (IOException fault) {
      throw new StateWriteException(
          """
          The state could not be written to %s: %s. The old file is as it was. Make room or mend \
          the permissions and try again.\
          """
              .formatted(files.state(), PrivateFiles.describe(fault)),
          fault);
    } finally {
      changing.unlock();
    }
  }

  private void replaceFile(State replacement) throws IOException {
    State next = replacement.withWrittenBy(version);
    LocalStateFiles.Next written = files.write(next);
    lock.lockNext(written.channel());
    try {
      if (journal.isBegun()) {
        JournalRecord checkpoint = new JournalRecord.Checkpoint(next.serial(), written.digest());
        journal.enqueue(JournalText.encode(checkpoint), false);
        journal.flush();
      }
      if (!backedUp) {
        files.backUp();
        backedUp = true;
      }
      files.install(written);
    } catch (IOException fault) {
      files.discard(written);
      throw fault;
    }
    stored = next;
    state = next;
  }

  /// Forgets what is in the state file now. What is being done at this moment stays noted.
  private void restartJournal() throws IOException {
    List<Intent> carried = new ArrayList<>(open.list());
    if (!carried.isEmpty()) {
      carried.addAll(0, leftOpen);
    } else {
      leftOpen = List.of();
    }
    if (journal.isBegun() || !carried.isEmpty()) {
      journal.restart(base(stored, state), carried);
    }
  }

  @Override
  public void close() {
    changing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      try (lock) {
        journal.close();
      }
    } catch (IOException fault) {
      System.getLogger(LocalStateSession.class.getName())
          .log(System.Logger.Level.WARNING, "the lock of " + files.state() + " stays", fault);
    } finally {
      changing.unlock();
    }
  }
}
