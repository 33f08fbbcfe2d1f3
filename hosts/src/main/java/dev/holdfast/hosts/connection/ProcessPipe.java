package dev.holdfast.hosts.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A shell at the end of a process of this machine: `sh` itself, or a program that leads to one.
public final class ProcessPipe implements ShellPipe {
  private static final List<Path> SESSION_STARTERS =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private final Process process;

  private ProcessPipe(Process process) {
    this.process = process;
  }

  /// Starts the command. It is put into a session of its own where `setsid` exists, so that a
  /// Ctrl-C at our terminal does not reach what runs on the host: we decide what to finish.
  ///
  /// @throws IOException if the program cannot be started
  public static ProcessPipe start(List<String> command) throws IOException {
    List<String> full = new ArrayList<>();
    SESSION_STARTERS.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(starter -> full.add(starter.toString()));
    full.addAll(command);
    return new ProcessPipe(new ProcessBuilder(full).start());
  }

  @Override
  public OutputStream input() {
    return process.getOutputStream();
  }

  @Override
  public InputStream output() {
    return process.getInputStream();
  }

  @Override
  public InputStream errors() {
    return process.getErrorStream();
  }

  @Override
  public boolean isAlive() {
    // A moment passes before Java notes the end of a process; the system knows it already.
    return process.isAlive() && process.toHandle().isAlive();
  }

  @Override
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public String ending(Duration longest) throws InterruptedException {
    if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      return "still running";
    }
    int code = process.exitValue();
    return code > 128 && code < 160 ? "killed by signal " + (code - 128) : "exit code " + code;
  }
}
