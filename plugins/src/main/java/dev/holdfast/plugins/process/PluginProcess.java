package dev.holdfast.plugins.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A provider program that runs. Both of its outputs are always read, so that it never waits for
/// us.
public final class PluginProcess implements AutoCloseable {
  private static final String COOKIE =
      "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
  private static final long PATIENCE_AT_END_MILLIS = 2_000;
  private static final long PATIENCE_WITH_DEATH_MILLIS = 1_000;

  private final Path program;
  private final Process process;
  private final LogLine.Sink log;
  private final LastLines lastLines = new LastLines();
  private final CompletableFuture<Optional<String>> firstLine = new CompletableFuture<>();
  private final CompletableFuture<Void> errorsRead = new CompletableFuture<>();

  private PluginProcess(Path program, Process process, LogLine.Sink log) {
    this.program = program;
    this.process = process;
    this.log = log;
  }

  /// Starts a program. It is not greeted yet: see [#handshake].
  ///
  /// @param log takes what the program writes
  /// @throws LaunchFailedException if this is no program that can run here
  public static PluginProcess launch(Path program, LaunchOptions options, LogLine.Sink log)
      throws LaunchFailedException {
    Optional<String> fault = ProgramFile.fault(program);
    if (fault.isPresent()) {
      throw new LaunchFailedException(fault.get());
    }
    ProcessBuilder builder = new ProcessBuilder().directory(options.folder().toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(options.environment());
    environment.put("TF_PLUGIN_MAGIC_COOKIE", COOKIE);
    environment.put("PLUGIN_MIN_PORT", "10000");
    environment.put("PLUGIN_MAX_PORT", "25000");
    environment.put("PLUGIN_PROTOCOL_VERSIONS", "5,6");
    if (!options.certificate().isEmpty()) {
      environment.put("PLUGIN_CLIENT_CERT", options.certificate());
    }
    Process process;
    try {
      process = Spawner.start(program, builder);
    } catch (IOException e) {
      throw new LaunchFailedException(
          "The program %s cannot be started: %s.".formatted(program, e.getMessage()));
    }
    PluginProcess started = new PluginProcess(program, process, log);
    started.read("output", process.getInputStream(), started::output, started::outputEnded);
    started.read("errors", process.getErrorStream(), started::error, started::errorsEnded);
    return started;
  }

  private void read(String name, InputStream stream, Consumer<String> line, Runnable ended) {
    // A platform thread: reading from a pipe would hold a carrier of virtual ones.
    Thread.ofPlatform()
        .name("plugin-" + name + "-" + process.pid())
        .daemon()
        .start(() -> LineReading.read(stream, line, ended));
  }

  private void output(String line) {
    if (!firstLine.complete(Optional.of(line))) {
      log(line);
    }
  }

  private void outputEnded() {
    firstLine.complete(Optional.empty());
  }

  private void error(String line) {
    lastLines.add(line);
    log(line);
  }

  private void log(String line) {
    if (!log.equals(LogLine.Sink.NONE)) {
      log.accept(LogLine.parse(line, Level.DEBUG));
    }
  }

  private void errorsEnded() {
    errorsRead.complete(null);
  }

  /// Waits for the program to say how to reach it.
  ///
  /// @throws LaunchFailedException if it does not in time, or cannot be spoken with; the program is
  ///   ended then
  public Handshake handshake(LaunchOptions options) throws LaunchFailedException {
    try {
      Optional<String> line = firstLine.get(options.patience().toMillis(), TimeUnit.MILLISECONDS);
      if (line.isEmpty()) {
        throw new LaunchFailedException(
            "The program %s %s before it was ready.%s".formatted(program, manner(), lastWords()));
      }
      return Handshake.parse(line.get());
    } catch (TimeoutException e) {
      kill();
      throw new LaunchFailedException(
          "The program %s was not ready within %d s, and was stopped.%s"
              .formatted(program, options.patience().toSeconds(), lastWords()));
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new LaunchFailedException("Its start was interrupted.");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (LaunchFailedException e) {
      kill();
      throw e;
    }
  }

  /// How the program came to its end, where it did: also shortly after it has not answered any
  /// more.
  public Optional<Death> death() {
    try {
      if (!process.waitFor(PATIENCE_WITH_DEATH_MILLIS, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    return Optional.of(new Death(manner(), lastWords()));
  }

  private String manner() {
    try {
      if (!process.waitFor(PATIENCE_WITH_DEATH_MILLIS, TimeUnit.MILLISECONDS)) {
        return "closed its output";
      }
      errorsRead.get(PATIENCE_WITH_DEATH_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "ended";
    } catch (ExecutionException | TimeoutException e) {
      // A child of the program may hold its error output open.
    }
    int code = process.exitValue();
    return code > 128
        ? "was killed by signal %d".formatted(code - 128)
        : "ended with exit code %d".formatted(code);
  }

  private String lastWords() {
    return lastLines.isEmpty()
        ? " It wrote nothing to its error output."
        : " The last lines of its error output:\n\n" + lastLines.text();
  }

  /// The program's process id.
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Ends the program at once.
  public void kill() {
    process.destroyForcibly();
  }

  /// Waits a moment for a program that was asked to end, then ends it.
  @Override
  public void close() {
    try {
      if (!process.waitFor(PATIENCE_AT_END_MILLIS, TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
