package dev.holdfast.engine.state;

import org.jspecify.annotations.Nullable;

/// Somebody else has the lock of a state on another machine.
public final class RemoteLockedException extends Exception {
  private final transient @Nullable LockInfo holder;

  /// @param holder null where that cannot be told
  public RemoteLockedException(@Nullable LockInfo holder) {
    super("the state is locked", null, false, false);
    this.holder = holder;
  }

  public @Nullable LockInfo holder() {
    return holder;
  }
}
