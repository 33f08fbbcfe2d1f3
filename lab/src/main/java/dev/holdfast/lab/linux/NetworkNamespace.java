package dev.holdfast.lab.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/// Work inside another network namespace.
///
/// A thread that has changed its namespace must never serve anyone else again, so each piece of
/// work gets a platform thread of its own that ends with it: never a pooled one, never a virtual
/// one, whose carrier would stay behind in the wrong namespace.
public final class NetworkNamespace {
  private static final long NEW_NETWORK = 0x40000000L;
  private static final Path OWN = Path.of("/proc/thread-self/ns/net");

  private NetworkNamespace() {}

  /// What is done inside a namespace. It must not start threads or processes: they would inherit
  /// the namespace, and a thread kept by a pool would hold on to it.
  @FunctionalInterface
  public interface Work<T> {
    /// Does it, on the thread that is inside.
    T run() throws IOException;
  }

  /// Does `work` inside the namespace that is pinned at, or shown by, `namespace` (a bind mount, or
  /// `/proc/PID/ns/net`), and returns what it returned.
  public static <T> T within(Path namespace, Work<T> work) throws IOException {
    return onThrowAwayThread(() -> {
      try (Descriptor descriptor = Descriptor.open(namespace)) {
        Kernel.call(SystemCall.SETNS, namespace.toString(), descriptor.number(), NEW_NETWORK);
      }
      return work.run();
    });
  }

  /// Makes a new network namespace and pins it by a bind mount at `pin`, an existing empty file.
  public static void create(Path pin) throws IOException {
    onThrowAwayThread(() -> {
      Kernel.call(SystemCall.UNSHARE, "network namespace", NEW_NETWORK);
      Mounts.bind(OWN, pin);
      return pin;
    });
  }

  private static <T> T onThrowAwayThread(Work<T> work) throws IOException {
    AtomicReference<T> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("namespace")
            .start(() -> {
              try {
                result.set(work.run());
              } catch (IOException | RuntimeException | Error thrown) {
                failure.set(thrown);
              }
            });
    joinFully(thread);
    Throwable thrown = failure.get();
    if (thrown == null) {
      return result.get();
    }
    if (thrown instanceof IOException refused) {
      throw refused;
    }
    throw new IllegalStateException("the work inside a namespace failed", thrown);
  }

  /// Waits for the end: the work is short kernel calls, and leaving it half done behind an
  /// interrupt would hide its outcome.
  private static void joinFully(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
