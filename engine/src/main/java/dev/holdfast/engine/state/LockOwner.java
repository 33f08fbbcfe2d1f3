package dev.holdfast.engine.state;

import dev.holdfast.engine.random.RandomUuid;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/// What this process tells of itself when it locks a state, and how it waits for others.
final class LockOwner {
  private LockOwner() {}

  /// @param path what is locked
  static LockInfo info(LockRequest request, String path, StoreSettings settings) {
    return new LockInfo(
        RandomUuid.of(settings.random()),
        request.operation(),
        request.info(),
        who(),
        settings.version(),
        settings.clock().instant(),
        path);
  }

  private static String who() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      host = "localhost";
    }
    return "%s@%s (process %d)"
        .formatted(System.getProperty("user.name"), host, ProcessHandle.current().pid());
  }

  /// Waits before the next attempt; false if that was cut short.
  static boolean pause(Duration duration) {
    try {
      Thread.sleep(duration);
      return true;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
