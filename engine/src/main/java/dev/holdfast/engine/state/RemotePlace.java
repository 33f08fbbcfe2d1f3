package dev.holdfast.engine.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where the text of one state is kept on another machine: all that a backend has to know of
/// states. What it promises is small: to lock, and to replace a text only if it is still the one
/// that was read. Journal, serials and the format are the business of [RemoteStateStore].
public interface RemotePlace {

  /// Where it is, for messages, without secrets.
  String location();

  /// The text as it is, locked or not; null where there is none.
  @Nullable Content read() throws IOException;

  /// Tries once to take the lock. Where the place knows no locks, the result guards nothing but its
  /// own writes.
  ///
  /// @throws RemoteLockedException if somebody else has it
  Lock lock(LockInfo info) throws RemoteLockedException, IOException;

  /// Removes the lock of somebody who left it behind.
  ///
  /// @throws RemoteLockedException if there is another lock, or none
  void forceUnlock(String lockId) throws RemoteLockedException, IOException;

  /// A text and what tells it apart from every other one that was there before or will be.
  ///
  /// @param version such as an entity tag
  @SuppressWarnings("ArrayRecordComponent") // may be large, and is never compared
  record Content(byte[] bytes, String version) {}

  /// A lock that is held.
  interface Lock extends AutoCloseable {

    /// The text as it is; null where there is none.
    @Nullable Content read() throws IOException;

    /// Replaces the text, if nobody else has done so meanwhile.
    ///
    /// @param expected the version that was read or written last; null if there was none
    /// @return the version of the new text
    /// @throws SupersededException if there is another text, or the lock is lost: nothing is
    ///   changed
    /// @throws IOException if it cannot be told whether it was replaced
    String write(byte[] bytes, @Nullable String expected) throws SupersededException, IOException;

    @Override
    void close() throws IOException;
  }
}
