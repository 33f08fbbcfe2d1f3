package dev.holdfast.engine.state;

import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// A state in a file of this machine, with its journal, its backup and its lock beside it. Every
/// file is created for its owner only.
public final class LocalStateStore implements StateStore {
  private final Path file;

  /// @param file such as `terraform.tfstate`; its folder need not exist yet
  /// @param version of the program, for the lock and the file
  /// @param random for lineages and lock ids
  public LocalStateStore(Path file, String version, Clock clock, RandomGenerator random) {
    this.file = file;
  }

  @Override
  public String location() {
    return file.toString();
  }

  @Override
  public Snapshot read() throws StateUnavailableException {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public StateSession open(LockRequest request)
      throws StateLockedException, StateUnavailableException {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void forceUnlock(String lockId) throws StateLockedException, StateUnavailableException {
    throw new UnsupportedOperationException("not written yet");
  }
}
