package dev.holdfast.plugins.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/// Starts processes that are killed by the system when this process dies, even by `kill -9`.
///
/// Linux ties a process to the *thread* that started it (`PR_SET_PDEATHSIG`), so one thread starts
/// all of them and lives as long as we do. `setpriv` of util-linux asks for it and then becomes the
/// program; where it is missing, as on other systems, programs survive a `kill -9`.
final class Spawner {
  private static final LinkedBlockingQueue<Runnable> ORDERS = new LinkedBlockingQueue<>();
  private static final Optional<Path> SETPRIV =
      Stream.of("/usr/bin/setpriv", "/bin/setpriv")
          .map(Path::of)
          .filter(Files::isExecutable)
          .findFirst();

  static {
    Thread.ofPlatform().name("plugin-spawner").daemon().start(Spawner::work);
  }

  private Spawner() {}

  private static void work() {
    while (true) {
      try {
        ORDERS.take().run();
      } catch (InterruptedException e) {
        // Nobody interrupts it; to end would kill every program.
      }
    }
  }

  /// Starts a program without arguments.
  static Process start(Path program, ProcessBuilder builder) throws IOException {
    List<String> words = new ArrayList<>();
    SETPRIV.ifPresent(
        setpriv -> words.addAll(List.of(setpriv.toString(), "--pdeathsig", "KILL", "--")));
    words.add(program.toString());
    builder.command(words);
    CompletableFuture<Process> started = new CompletableFuture<>();
    ORDERS.add(() -> {
      try {
        started.complete(builder.start());
      } catch (IOException | RuntimeException e) {
        started.completeExceptionally(e);
      }
    });
    try {
      return started.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var _ = started.thenAccept(Process::destroyForcibly);
      throw new IOException("interrupted", e);
    }
  }
}
