package dev.holdfast.engine.state;

import org.jspecify.annotations.Nullable;

/// Somebody else works with a state. The message is for the user and says who, since when and what
/// to do.
public final class StateLockedException extends Exception {
  private final transient @Nullable LockInfo holder;

  /// @param holder who has it, or null where that cannot be told
  public StateLockedException(String message, @Nullable LockInfo holder) {
    super(message);
    this.holder = holder;
  }

  /// Who has the lock, or null where that cannot be told.
  public @Nullable LockInfo holder() {
    return holder;
  }
}
