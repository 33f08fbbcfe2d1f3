package dev.holdfast.backends.s3;

import dev.holdfast.engine.state.LockInfo;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A place for the lock of one state.
interface LockKeeper {
  /// Puts the lock there.
  ///
  /// @return false if there is one
  boolean acquire(LockInfo info) throws IOException;

  /// The lock that is there, or null.
  @Nullable LockInfo holder() throws IOException;

  /// Takes whatever lock is there away.
  void remove() throws IOException;
}
