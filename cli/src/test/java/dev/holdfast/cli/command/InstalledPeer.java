package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The program `terraform` or `tofu` of this machine. A test that needs it is reported as not run
/// where there is none.
record InstalledPeer(Path program) {

  static InstalledPeer terraform() {
    return find("terraform");
  }

  /// OpenTofu, or what `HOLDFAST_TOFU` names.
  static InstalledPeer tofu() {
    String named = System.getenv().getOrDefault("HOLDFAST_TOFU", "");
    return find(named.isEmpty() ? "tofu" : named);
  }

  private static InstalledPeer find(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path program = Path.of(folder).resolve(name);
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        return new InstalledPeer(program);
      }
    }
    return Assumptions.abort(name + " is not on the PATH, so nothing was compared with it");
  }

  /// Runs a command that must succeed.
  ///
  /// @return what it printed
  String run(Path folder, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    return end(0, folder, environment, words);
  }

  /// Runs a command that must end with this exit code.
  ///
  /// @return what it printed
  String end(int exitCode, Path folder, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Process process = start(folder, environment, words);
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
    return output;
  }

  /// Starts a command that may ask something.
  Process start(Path folder, Map<String, String> environment, String... words) throws IOException {
    List<String> line = Stream.concat(Stream.of(program.toString()), Stream.of(words)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    return builder.start();
  }

  /// Waits until a running command has printed this.
  static void readUntil(Process process, String text) throws IOException {
    StringBuilder output = new StringBuilder();
    byte[] some = new byte[4096];
    while (output.indexOf(text) < 0) {
      int size = process.getInputStream().read(some);
      assertThat(size).as("not printed: %s in %s", text, output).isPositive();
      output.append(new String(some, 0, size, StandardCharsets.UTF_8));
    }
  }
}
