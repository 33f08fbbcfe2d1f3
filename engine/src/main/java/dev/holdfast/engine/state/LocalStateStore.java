package dev.holdfast.engine.state;

import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.random.RandomUuid;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A state in a file of this machine, with its journal, its backup and its lock beside it. Every
/// file is created for its owner only.
public final class LocalStateStore implements StateStore {
  /// Others look at the lock for a moment when they read; that must not fail a run.
  private static final Duration SHORTEST_PATIENCE = Duration.ofMillis(300);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

  private final LocalStateFiles files;
  private final StoreSettings settings;

  /// @param file such as `terraform.tfstate`; its folder need not exist yet
  public LocalStateStore(Path file, StoreSettings settings) {
    this.files = new LocalStateFiles(resolved(file));
    this.settings = settings;
  }

  /// What a link leads to is the file to replace, not the link.
  private static Path resolved(Path file) {
    try {
      return Files.isSymbolicLink(file) ? file.toRealPath() : file;
    } catch (IOException dangling) {
      return file;
    }
  }

  @Override
  public String location() {
    return files.state().toString();
  }

  @Override
  public Snapshot read() throws StateUnavailableException {
    StateUnavailableException last = null;
    // A run may put a new state file in place between the two reads; then they do not fit.
    for (int attempt = 0; attempt < 5; attempt++) {
      try {
        Loaded loaded = load(readIfPresent(files.state()));
        boolean running = LocalLock.isHeld(files.state());
        JournalReplay.Replayed replayed = loaded.replayed;
        return new Snapshot(
            replayed.state(),
            replayed.inFlight(),
            running ? List.of() : LeftBehind.warnings(replayed, files.journal()));
      } catch (StateUnavailableException fault) {
        last = fault;
      } catch (IOException fault) {
        throw unavailable("State cannot be read", files.state(), fault);
      }
    }
    throw last == null ? new StateUnavailableException(List.of()) : last;
  }

  private record Loaded(
      @Nullable State stored, JournalReplay.Replayed replayed, boolean outdated) {}

  private Loaded load(byte @Nullable [] content) throws StateUnavailableException, IOException {
    State stored = null;
    boolean outdated = false;
    // Peers leave an empty file when they lock a state that does not exist yet.
    if (content != null && content.length > 0) {
      StateCodec.Decoded read = settings.codec().read(content, files.state().toString());
      stored = read.state();
      outdated = read.outdated();
      if (stored == null) {
        throw new StateUnavailableException(read.diagnostics());
      }
    }
    byte[] bytes = content == null ? new byte[0] : content;
    byte[] journal = readIfPresent(files.journal());
    JournalReplay.Replayed replayed =
        journal == null
            ? new JournalReplay.Replayed(stored, 0, List.of(), 0, false)
            : JournalReplay.replay(
                stored,
                () -> LocalStateFiles.digest(bytes),
                journal,
                settings.codec(),
                files.journal().toString());
    return new Loaded(stored, replayed, outdated);
  }

  private static byte @Nullable [] readIfPresent(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllBytes(file) : null;
  }

  @Override
  public StateSession open(LockRequest request)
      throws StateLockedException, StateUnavailableException {
    try {
      Files.createDirectories(PrivateFiles.folder(files.state()));
      LocalLock lock = lock(request);
      try {
        return open(lock);
      } catch (StateUnavailableException | IOException | RuntimeException fault) {
        lock.close();
        throw fault;
      }
    } catch (IOException fault) {
      throw unavailable("State cannot be opened", files.state(), fault);
    }
  }

  private StateSession open(LocalLock lock) throws StateUnavailableException, IOException {
    Loaded loaded = load(lock.stateBytes());
    State replayed = loaded.replayed.state();
    State state = replayed == null ? State.empty(RandomUuid.of(settings.random())) : replayed;
    if (state.lineage().isEmpty()) {
      state = state.withLineage(RandomUuid.of(settings.random()));
    }
    List<Diagnostic> diagnostics =
        new ArrayList<>(LeftBehind.warnings(loaded.replayed, files.journal()));
    LockInfo left = lock.left();
    if (left != null) {
      diagnostics.addFirst(LeftBehind.lock(left));
    }
    return new JournaledSession(
        new LocalPlace(files, lock, settings.codec(), loaded.outdated),
        JournaledSession.Checkpoints.NEVER,
        settings.version(),
        loaded.stored,
        state,
        loaded.replayed,
        diagnostics);
  }

  private LocalLock lock(LockRequest request) throws StateLockedException, IOException {
    LockInfo info = LockOwner.info(request, files.state().toString(), settings);
    Duration patience =
        request.patience().compareTo(SHORTEST_PATIENCE) < 0
            ? SHORTEST_PATIENCE
            : request.patience();
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return LocalLock.acquire(files.state(), info);
      } catch (LocalLock.HeldException held) {
        if (System.nanoTime() >= end || !LockOwner.pause(BETWEEN_ATTEMPTS)) {
          throw new StateLockedException(
              """
              Somebody else works with the state %s. %s Wait until they are done, or give \
              -lock-timeout to wait here. If that process hangs, end it: its lock goes with it.\
              """
                  .formatted(files.state(), LockText.describe(held.holder())),
              held.holder());
        }
      }
    }
  }

  @Override
  public void forceUnlock(String lockId) throws StateLockedException, StateUnavailableException {
    try {
      LockInfo info = LocalLock.info(files.state());
      if (info == null || !info.id().equals(lockId)) {
        throw new StateLockedException(
            info == null
                ? "The state %s is not locked.".formatted(files.state())
                : "The state %s has another lock. %s"
                    .formatted(files.state(), LockText.describe(info)),
            info);
      }
      if (LocalLock.isHeld(files.state())) {
        throw new StateLockedException(
            "The process that holds the lock of %s is alive. %s End it first: its lock goes with it."
                .formatted(files.state(), LockText.describe(info)),
            info);
      }
      LocalLock.removeLeftBehind(files.state());
    } catch (IOException fault) {
      throw unavailable("Lock cannot be removed", files.state(), fault);
    }
  }

  private static StateUnavailableException unavailable(
      String summary, Path file, IOException fault) {
    return new StateUnavailableException(
        List.of(
            Diagnostic.error(
                summary,
                """
                The state %s: %s. Mend the permissions of the file and its folder, or name another \
                place for the state. A plan can be made without a lock: -lock=false.\
                """
                    .formatted(file, PrivateFiles.describe(fault)))));
  }
}
