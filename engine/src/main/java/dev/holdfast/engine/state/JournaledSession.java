package dev.holdfast.engine.state;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A locked state whose every change is in a journal on this machine before anything else happens.
/// The state as a whole is put in place at the end and, where it is far away, now and then.
final class JournaledSession implements StateSession {
  private final SessionPlace place;
  private final Checkpoints checkpoints;
  private final JournalFile journal;
  private final String version;
  private final List<Diagnostic> diagnostics;
  private final List<Intent> left;

  /// Held while a state is put in place. Taken before [#changing].
  private final ReentrantLock placing = new ReentrantLock();

  /// Held for the time a change takes in memory, and for the whole of a commit, so that the order
  /// in the journal is the order in memory and no change falls between a state and its journal.
  private final ReentrantLock changing = new ReentrantLock();

  private final JournalReplay.OpenIntents open = new JournalReplay.OpenIntents();
  private volatile State state;

  /// What is in place; null where nothing is.
  private @Nullable State stored;

  private List<Intent> leftOpen;
  private boolean closed;

  /// Set when somebody else has written the state: then nothing new may be begun.
  private volatile @Nullable SupersededException superseded;

  /// When to put a state in place while a run goes on.
  ///
  /// @param interval null for never
  record Checkpoints(@Nullable Duration interval, InstantSource clock) {
    static final Checkpoints NEVER = new Checkpoints(null, InstantSource.system());
  }

  private Instant lastCheckpoint;

  JournaledSession(
      SessionPlace place,
      Checkpoints checkpoints,
      String version,
      @Nullable State stored,
      State state,
      JournalReplay.Replayed replayed,
      List<Diagnostic> diagnostics) {
    this.place = place;
    this.checkpoints = checkpoints;
    this.lastCheckpoint = checkpoints.clock().instant();
    this.version = version;
    this.stored = stored;
    this.state = state;
    this.left = replayed.inFlight();
    this.leftOpen = replayed.inFlight();
    this.diagnostics = List.copyOf(diagnostics);
    this.journal =
        new JournalFile(
            place.journal(), place.codec(), SessionPlace.base(stored, state), replayed.length());
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
    SupersededException fault = superseded;
    if (fault != null) {
      throw new StateWriteException(
          "Nothing new is begun, because the state %s is not ours any more: %s."
              .formatted(place.location(), fault.getMessage()),
          fault);
    }
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
    if (isCheckpointDue()) {
      Thread.ofVirtual().name("state checkpoint").start(this::checkpoint);
    }
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
              .formatted(place.journal(), PrivateFiles.describe(fault), place.location()),
          fault);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  /// Whether it is time, which only the one who asks first is told.
  private boolean isCheckpointDue() {
    Duration interval = checkpoints.interval();
    if (interval == null) {
      return false;
    }
    changing.lock();
    try {
      Instant now = checkpoints.clock().instant();
      boolean due = superseded == null && !now.isBefore(lastCheckpoint.plus(interval));
      if (due) {
        lastCheckpoint = now;
      }
      return due;
    } finally {
      changing.unlock();
    }
  }

  /// Puts the state as it is now in place while changes go on. A failure costs nothing, as the
  /// journal has everything; but once somebody else has written the state, no new work may begin.
  private void checkpoint() {
    placing.lock();
    try {
      State next;
      SessionPlace.Prepared prepared;
      JournalFile.Batch batch;
      changing.lock();
      try {
        next = closed ? null : unsaved();
        if (next == null) {
          return;
        }
        prepared = place.prepare(next);
        batch = enqueueCheckpoint(next, prepared);
      } finally {
        changing.unlock();
      }
      journal.await(batch);
      prepared.install();
      changing.lock();
      try {
        stored = next;
        state = state.withSerial(next.serial()).withWrittenBy(version);
      } finally {
        changing.unlock();
      }
    } catch (SupersededException fault) {
      superseded = fault;
    } catch (IOException fault) {
      System.getLogger(JournaledSession.class.getName())
          .log(System.Logger.Level.DEBUG, "no checkpoint of " + place.location(), fault);
    } finally {
      placing.unlock();
    }
  }

  /// The state that should be in place and is not, with the next serial; null if there is none.
  private @Nullable State unsaved() {
    State inPlace = stored;
    boolean changed =
        inPlace == null ? !state.isEmpty() : place.isOutdated() || !inPlace.sameContent(state);
    return changed
        ? state.withSerial(inPlace == null ? 1 : inPlace.serial() + 1).withWrittenBy(version)
        : null;
  }

  private JournalFile.Batch enqueueCheckpoint(State next, SessionPlace.Prepared prepared) {
    return journal.enqueue(
        JournalText.encode(new JournalRecord.Checkpoint(next.serial(), prepared.digest())), false);
  }

  @Override
  public void commit() throws StateWriteException {
    placing.lock();
    changing.lock();
    try {
      requireOpen();
      State next = unsaved();
      if (next != null) {
        install(next);
      }
      restartJournal();
    } catch (IOException fault) {
      throw place.failure(state, fault);
    } finally {
      changing.unlock();
      placing.unlock();
    }
  }

  @Override
  public void replace(State replacement) throws StateWriteException {
    placing.lock();
    changing.lock();
    try {
      commit();
      install(replacement.withWrittenBy(version));
      leftOpen = List.of();
      journal.restart(SessionPlace.base(stored, state), List.of());
    } catch (IOException fault) {
      throw place.failure(replacement, fault);
    } finally {
      changing.unlock();
      placing.unlock();
    }
  }

  private void install(State next) throws IOException {
    SupersededException lost = superseded;
    if (lost != null) {
      throw lost;
    }
    SessionPlace.Prepared prepared = place.prepare(next);
    try {
      if (journal.isBegun()) {
        journal.await(enqueueCheckpoint(next, prepared));
      }
      prepared.install();
    } catch (IOException fault) {
      prepared.discard();
      throw fault;
    }
    stored = next;
    state = next;
  }

  /// Forgets what is in place now. What is being done at this moment stays noted.
  private void restartJournal() throws IOException {
    List<Intent> carried = new ArrayList<>(open.list());
    if (!carried.isEmpty()) {
      carried.addAll(0, leftOpen);
    } else {
      leftOpen = List.of();
    }
    if (journal.isBegun() || !carried.isEmpty()) {
      journal.restart(SessionPlace.base(stored, state), carried);
    }
  }

  @Override
  public void close() {
    placing.lock();
    changing.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      try (place) {
        journal.close();
      }
    } catch (IOException fault) {
      System.getLogger(JournaledSession.class.getName())
          .log(System.Logger.Level.WARNING, "the lock of " + place.location() + " stays", fault);
    } finally {
      changing.unlock();
      placing.unlock();
    }
  }
}
