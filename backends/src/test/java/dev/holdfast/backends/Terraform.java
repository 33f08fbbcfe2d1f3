package dev.holdfast.backends;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Terraform itself, in a folder that works with a backend.
public final class Terraform {
  private final Path folder;

  private Terraform(Path folder) {
    this.folder = folder;
  }

  /// Initialized; skips the test, saying so, where Terraform is not installed.
  ///
  /// @param backend the whole block
  public static Terraform in(Path folder, String backend) throws IOException, InterruptedException {
    boolean installed = false;
    for (String each : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      installed |= Files.isExecutable(Path.of(each, "terraform"));
    }
    assumeTrue(installed, "terraform is not installed, so nothing was compared with it");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("main.tf"),
        "terraform {\n" + backend + "\n}\nvariable \"it\" {}\noutput \"it\" { value = var.it }\n");
    Terraform terraform = new Terraform(folder);
    terraform.require("init", "-input=false");
    return terraform;
  }

  /// How it ended and what it printed.
  public record Result(int exitCode, String output) {}

  public Result run(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("terraform"));
    line.addAll(List.of(words));
    Path output = folder.resolve("terraform.output");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "CHECKPOINT_DISABLE", "1",
                "TF_CLI_CONFIG_FILE", "/dev/null",
                "NO_COLOR", "1",
                "TF_VAR_it", "theirs"));
    Process process = builder.start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("terraform does not end");
    }
    return new Result(process.exitValue(), Files.readString(output));
  }

  /// The output of a run that must succeed.
  public String require(String... words) throws IOException, InterruptedException {
    Result result = run(words);
    if (result.exitCode() != 0) {
      throw new IOException(String.join(" ", words) + " failed: " + result.output());
    }
    return result.output();
  }
}
