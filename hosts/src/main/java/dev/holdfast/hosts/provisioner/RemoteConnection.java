package dev.holdfast.hosts.provisioner;

import dev.holdfast.engine.provisioner.ProvisionerKind;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.ssh.SshConnection;
import dev.holdfast.hosts.connection.ssh.SshException;
import dev.holdfast.hosts.connection.ssh.SshPipe;
import dev.holdfast.hosts.connection.ssh.SshTarget;
import dev.holdfast.hosts.connection.ssh.SshUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The host of a provisioner: what its `connection` block leads to.
final class RemoteConnection implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final SshConnection connection;
  private final BooleanSupplier cancelled;

  private RemoteConnection(SshConnection connection, BooleanSupplier cancelled) {
    this.connection = connection;
    this.cancelled = cancelled;
  }

  /// What a user is told of a host that cannot be worked with.
  static final class RemoteException extends Exception {
    RemoteException(String message) {
      super(message);
    }
  }

  /// Writes what a program reads.
  @FunctionalInterface
  interface Input {
    void writeTo(OutputStream stream) throws IOException;
  }

  /// Connects. A new machine takes its time until it lets anybody in, so this is tried until the
  /// timeout of the block is over.
  static RemoteConnection open(ProvisionerKind.Request request, SshUser user)
      throws RemoteException, InterruptedException {
    Value block = request.connection();
    SshTarget target = ConnectionArguments.target(block, user);
    Instant end = Instant.now().plus(ConnectionArguments.timeout(block));
    request.output().accept("Connecting to %s by ssh...".formatted(target));
    Duration pause = Duration.ofSeconds(1);
    while (true) {
      try {
        SshConnection connection = SshConnection.open(target, user);
        request.output().accept("Connected!");
        return new RemoteConnection(connection, request.cancelled());
      } catch (SshException fault) {
        if (fault.isLasting() || Instant.now().plus(pause).isAfter(end)) {
          throw new RemoteException(String.valueOf(fault.getMessage()));
        }
      }
      sleep(pause, request.cancelled());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private static void sleep(Duration pause, BooleanSupplier cancelled)
      throws RemoteException, InterruptedException {
    Instant end = Instant.now().plus(pause);
    while (Instant.now().isBefore(end)) {
      if (cancelled.getAsBoolean()) {
        throw new RemoteException("The run was interrupted before the host let anybody in.");
      }
      Thread.sleep(LOOK);
    }
  }

  /// Runs a program to its end.
  ///
  /// @param command for the user's shell there
  /// @param input what the program reads
  /// @param output takes each line that it writes, to either stream
  /// @return its exit code
  int run(String command, Input input, Consumer<String> output)
      throws RemoteException, InterruptedException {
    SshPipe pipe;
    try {
      pipe = connection.run(command);
    } catch (SshException fault) {
      throw new RemoteException(String.valueOf(fault.getMessage()));
    }
    Thread watch = Thread.startVirtualThread(() -> killWhenCancelled(pipe));
    Thread errors = Thread.startVirtualThread(() -> pass(pipe.errors(), output));
    Thread feed = Thread.startVirtualThread(() -> feed(pipe, input));
    try {
      pass(pipe.output(), output);
      errors.join();
      pipe.ending(Duration.ofSeconds(10));
    } finally {
      watch.interrupt();
      pipe.kill();
      feed.join();
    }
    if (cancelled.getAsBoolean()) {
      throw new RemoteException("It was ended because the run was interrupted.");
    }
    OptionalInt code = pipe.exitCode();
    if (code.isEmpty()) {
      throw new RemoteException("The connection was lost before the end was known.");
    }
    return code.getAsInt();
  }

  private void killWhenCancelled(SshPipe pipe) {
    try {
      while (!cancelled.getAsBoolean()) {
        Thread.sleep(LOOK);
      }
      pipe.kill();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void feed(SshPipe pipe, Input input) {
    try (OutputStream stream = pipe.input()) {
      input.writeTo(stream);
    } catch (IOException | UncheckedIOException gone) {
      // The exit code of the program tells whether it had all that it needed.
    }
  }

  private static void pass(InputStream stream, Consumer<String> output) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.accept(line);
      }
    } catch (IOException | UncheckedIOException lost) {
      // The exit code, or that there is none, tells of it.
    }
  }

  /// A word for a shell.
  static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  @Override
  public void close() {
    connection.close();
  }
}
