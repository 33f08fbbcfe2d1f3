package dev.holdfast.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Does the same for several names at once.
final class Parallel {
  private Parallel() {}

  /// What is done for each name.
  @FunctionalInterface
  interface Work {
    void apply(String name) throws IOException;
  }

  /// Does all of it, even when some fails, and then throws the first failure with the others
  /// attached to it.
  static void forEach(List<String> names, Work work) throws IOException {
    List<Thread> threads = new ArrayList<>();
    List<IOException> failures = new ArrayList<>();
    for (String name : names) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  work.apply(name);
                } catch (IOException failed) {
                  synchronized (failures) {
                    failures.add(failed);
                  }
                } catch (RuntimeException bug) {
                  synchronized (failures) {
                    failures.add(new IOException("unexpected: " + bug, bug));
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      join(thread);
    }
    if (!failures.isEmpty()) {
      IOException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
