package dev.holdfast.engine.state;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.random.RandomUuid;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A state on another machine. While a run goes on its journal lies in the folder of the
/// configuration, `.remote-WORKSPACE.tfstate.journal`, so that no death and no broken network loses
/// a step; the state is sent now and then, and at the end, and only in place of the one that was
/// read.
public final class RemoteStateStore implements StateStore {
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

  private final RemotePlace place;
  private final Path folder;
  private final LocalStateFiles local;
  private final Duration persistInterval;
  private final StoreSettings settings;

  /// @param folder of the configuration
  /// @param workspace its name, which is part of the name of the journal
  /// @param persistInterval how often a state is sent while a run goes on
  public RemoteStateStore(
      RemotePlace place,
      Path folder,
      String workspace,
      Duration persistInterval,
      StoreSettings settings) {
    this.place = place;
    this.folder = folder;
    this.local = new LocalStateFiles(folder.resolve("remote-" + workspace + ".tfstate"));
    this.persistInterval = persistInterval;
    this.settings = settings;
  }

  @Override
  public String location() {
    return place.location();
  }

  @Override
  public Snapshot read() throws StateUnavailableException {
    StateUnavailableException last = null;
    // A run in this folder may send its state between the two reads; then they do not fit.
    for (int attempt = 0; attempt < 3; attempt++) {
      try {
        Loaded loaded = load(place.read());
        boolean running = LocalLock.isHeld(local.state());
        return new Snapshot(
            loaded.replayed.state(),
            loaded.replayed.inFlight(),
            running ? List.of() : LeftBehind.warnings(loaded.replayed, local.journal()));
      } catch (StateUnavailableException fault) {
        last = fault;
      } catch (IOException fault) {
        throw unavailable("State cannot be read", fault);
      }
    }
    throw last == null ? new StateUnavailableException(List.of()) : last;
  }

  private record Loaded(
      @Nullable State stored,
      @Nullable String version,
      JournalReplay.Replayed replayed,
      boolean outdated) {}

  private Loaded load(RemotePlace.@Nullable Content content)
      throws StateUnavailableException, IOException {
    State stored = null;
    boolean outdated = false;
    if (content != null && content.bytes().length > 0) {
      StateCodec.Decoded read = settings.codec().read(content.bytes(), place.location());
      stored = read.state();
      outdated = read.outdated();
      if (stored == null) {
        throw new StateUnavailableException(read.diagnostics());
      }
    }
    State found = stored;
    JournalReplay.Replayed replayed =
        Files.exists(local.journal())
            ? JournalReplay.replay(
                found,
                () -> digest(found),
                Files.readAllBytes(local.journal()),
                settings.codec(),
                local.journal().toString())
            : new JournalReplay.Replayed(found, 0, List.of(), 0, false);
    return new Loaded(stored, content == null ? null : content.version(), replayed, outdated);
  }

  private static String digest(@Nullable State state) {
    try {
      return state == null ? "" : RemoteSessionPlace.digest(state);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public StateSession open(LockRequest request)
      throws StateLockedException, StateUnavailableException {
    LockInfo info = LockOwner.info(request, place.location(), settings);
    long end = System.nanoTime() + request.patience().toNanos();
    try {
      LocalLock localLock = waiting(end, () -> lockHere(info));
      try {
        RemotePlace.Lock lock = waiting(end, () -> place.lock(info));
        try {
          return open(localLock, lock);
        } catch (StateUnavailableException | IOException | RuntimeException fault) {
          lock.close();
          throw fault;
        }
      } catch (StateUnavailableException
          | StateLockedException
          | IOException
          | RuntimeException fault) {
        localLock.close();
        throw fault;
      }
    } catch (IOException fault) {
      throw unavailable("State cannot be opened", fault);
    }
  }

  private LocalLock lockHere(LockInfo info) throws RemoteLockedException, IOException {
    try {
      return LocalLock.acquire(local.state(), info);
    } catch (LocalLock.HeldException held) {
      throw new RemoteLockedException(held.holder());
    }
  }

  @FunctionalInterface
  private interface Attempt<T> {
    T lock() throws RemoteLockedException, IOException;
  }

  private <T> T waiting(long end, Attempt<T> attempt) throws StateLockedException, IOException {
    while (true) {
      try {
        return attempt.lock();
      } catch (RemoteLockedException held) {
        if (System.nanoTime() >= end || !LockOwner.pause(BETWEEN_ATTEMPTS)) {
          throw new StateLockedException(
              """
              Somebody else works with the state %s. %s Wait until they are done, or give \
              -lock-timeout to wait here. If they are gone for certain, release their lock with \
              "holdfast force-unlock LOCK-ID".\
              """
                  .formatted(place.location(), LockText.describe(held.holder())),
              held.holder());
        }
      }
    }
  }

  private StateSession open(LocalLock localLock, RemotePlace.Lock lock)
      throws StateUnavailableException, IOException {
    Loaded loaded = load(lock.read());
    State replayed = loaded.replayed.state();
    State state = replayed == null ? State.empty(RandomUuid.of(settings.random())) : replayed;
    if (state.lineage().isEmpty()) {
      state = state.withLineage(RandomUuid.of(settings.random()));
    }
    List<Diagnostic> diagnostics =
        new ArrayList<>(LeftBehind.warnings(loaded.replayed, local.journal()));
    return new JournaledSession(
        new RemoteSessionPlace(
            place,
            lock,
            localLock,
            folder,
            local.journal(),
            settings.codec(),
            loaded.version,
            loaded.outdated),
        new JournaledSession.Checkpoints(persistInterval, settings.clock()),
        settings.version(),
        loaded.stored,
        state,
        loaded.replayed,
        diagnostics);
  }

  @Override
  public void forceUnlock(String lockId) throws StateLockedException, StateUnavailableException {
    try {
      place.forceUnlock(lockId);
    } catch (RemoteLockedException other) {
      throw new StateLockedException(
          other.holder() == null
              ? "The state %s has no lock with the id %s.".formatted(place.location(), lockId)
              : "The state %s has another lock. %s"
                  .formatted(place.location(), LockText.describe(other.holder())),
          other.holder());
    } catch (IOException fault) {
      throw unavailable("Lock cannot be removed", fault);
    }
  }

  private StateUnavailableException unavailable(String summary, IOException fault) {
    return new StateUnavailableException(
        List.of(
            Diagnostic.error(
                summary,
                "The state %s: %s.".formatted(place.location(), PrivateFiles.describe(fault)))));
  }
}
