package dev.holdfast.backends;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Terraform or OpenTofu themselves, in a folder that works with a backend. The state that they
/// make has the one output `it`.
public final class Peer {
  private final String program;
  private final Path folder;

  private Peer(String program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /// Terraform, initialized; skips the test, saying so, where it is not installed.
  ///
  /// @param backend the whole block
  public static Peer terraform(Path folder, String backend)
      throws IOException, InterruptedException {
    return in(folder, "terraform", backend);
  }

  /// OpenTofu, or what `HOLDFAST_TOFU` names; else like [#terraform].
  public static Peer tofu(Path folder, String backend) throws IOException, InterruptedException {
    String named = System.getenv().getOrDefault("HOLDFAST_TOFU", "");
    return in(folder, named.isEmpty() ? "tofu" : named, backend);
  }

  private static Peer in(Path folder, String program, String backend)
      throws IOException, InterruptedException {
    boolean installed = false;
    for (String each : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      installed |= Files.isExecutable(Path.of(each).resolve(program));
    }
    assumeTrue(installed, program + " is not installed, so nothing was compared with it");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("main.tf"),
        "terraform {\n" + backend + "\n}\nvariable \"it\" {}\noutput \"it\" { value = var.it }\n");
    Peer peer = new Peer(program, folder);
    peer.require("init", "-input=false");
    return peer;
  }

  /// How it ended and what it printed.
  public record Result(int exitCode, String output) {}

  public Result run(String... words) throws IOException, InterruptedException {
    try (Running running = start("theirs", words)) {
      return running.end();
    }
  }

  /// The output of a run that must succeed.
  public String require(String... words) throws IOException, InterruptedException {
    return succeeded(run(words), words);
  }

  /// An apply that has the lock and waits for an answer before it makes `it` so.
  public Running hold(String it) throws IOException {
    Running running = start(it, "apply");
    running.readUntil("Enter a value:");
    return running;
  }

  private Running start(String it, String... words) throws IOException {
    List<String> line = new ArrayList<>(List.of(program));
    line.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "CHECKPOINT_DISABLE", "1",
                "TF_CLI_CONFIG_FILE", "/dev/null",
                "NO_COLOR", "1",
                "TF_VAR_it", it));
    return new Running(builder.start());
  }

  private static String succeeded(Result result, String... words) throws IOException {
    if (result.exitCode() != 0) {
      throw new IOException(String.join(" ", words) + " failed: " + result.output());
    }
    return result.output();
  }

  /// A run that has not ended.
  public static final class Running implements AutoCloseable {
    private final Process process;
    private final StringBuilder output = new StringBuilder();

    private Running(Process process) {
      this.process = process;
    }

    private void readUntil(String text) throws IOException {
      InputStream stream = process.getInputStream();
      byte[] some = new byte[4096];
      while (output.indexOf(text) < 0) {
        int size = stream.read(some);
        if (size < 0) {
          throw new IOException("it did not ask: " + output);
        }
        output.append(new String(some, 0, size, StandardCharsets.UTF_8));
      }
    }

    /// Says yes; it must succeed.
    public void agree() throws IOException, InterruptedException {
      process.outputWriter(StandardCharsets.UTF_8).write("yes\n");
      succeeded(end(), "apply");
    }

    private Result end() throws IOException, InterruptedException {
      process.outputWriter(StandardCharsets.UTF_8).close();
      output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new IOException("it does not end: " + output);
      }
      return new Result(process.exitValue(), output.toString());
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
