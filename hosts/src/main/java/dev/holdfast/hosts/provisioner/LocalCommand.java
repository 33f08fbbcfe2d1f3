package dev.holdfast.hosts.provisioner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs a command of this machine in a session of its own, so that all that it starts can be ended
/// together, and so that a Ctrl-C at the terminal does not end it before we decide to.
final class LocalCommand {
  private static final List<Path> SESSION_STARTERS =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// How long the output may stay open after the command has ended, since something that it left
  /// running holds it.
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final int LONGEST_OUTPUT = 8192;

  private LocalCommand() {}

  /// How a command ended.
  ///
  /// @param output the end of what it wrote
  record Ending(int exitCode, String output, boolean cancelled) {}

  /// Runs a command to its end.
  ///
  /// @param environment beside that of this process
  /// @param output takes each line that it writes
  /// @param running knows it while it runs
  /// @param cancelled whether to end it
  static Ending run(
      List<String> command,
      Path folder,
      Map<String, String> environment,
      Consumer<String> output,
      RunningCommands running,
      BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    SESSION_STARTERS.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(starter -> words.add(starter.toString()));
    boolean ownSession = !words.isEmpty();
    words.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    running.begun(process, ownSession);
    Tail tail = new Tail(output);
    Thread reader = Thread.ofVirtual().start(() -> read(process, tail));
    boolean ended = false;
    try {
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (cancelled.getAsBoolean() && !ended) {
          ended = true;
          end(process, ownSession);
        }
      }
      reader.join(LINGER);
      return new Ending(process.exitValue(), tail.text(), ended);
    } finally {
      if (process.isAlive()) {
        end(process, ownSession);
      }
      running.ended(process);
      process.getInputStream().close();
    }
  }

  private static void read(Process process, Tail tail) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        tail.add(line);
      }
    } catch (IOException | UncheckedIOException closed) {
      // The command has ended, and what it left running is not waited for.
    }
  }

  /// Asks all processes of the session to end, and after a while makes them.
  private static void end(Process process, boolean ownSession) throws InterruptedException {
    signal("TERM", process, ownSession);
    if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
      signal("KILL", process, ownSession);
    }
  }

  /// Sends a signal to all processes of a session, or to one and all that it has started.
  static void signal(String name, Process process, boolean ownSession) throws InterruptedException {
    if (!ownSession) {
      boolean kill = name.equals("KILL");
      process.descendants().forEach(kill ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
      if (kill) {
        process.destroyForcibly();
      } else {
        process.destroy();
      }
      return;
    }
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " -- -" + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException noShell) {
      process.destroyForcibly();
    }
  }

  /// Passes lines on and keeps the last ones.
  private static final class Tail {
    private final Consumer<String> output;
    private final StringBuilder kept = new StringBuilder();

    Tail(Consumer<String> output) {
      this.output = output;
    }

    void add(String line) {
      output.accept(line);
      synchronized (kept) {
        kept.append(line).append('\n');
        if (kept.length() > LONGEST_OUTPUT) {
          kept.delete(0, kept.length() - LONGEST_OUTPUT);
        }
      }
    }

    String text() {
      synchronized (kept) {
        return kept.toString();
      }
    }
  }
}
