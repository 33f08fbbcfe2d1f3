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

/// The program `terraform` of this machine. A test that needs it is reported as not run where there
/// is none.
record InstalledTerraform(Path program) {

  static InstalledTerraform find() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path program = Path.of(folder).resolve("terraform");
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        return new InstalledTerraform(program);
      }
    }
    return Assumptions.abort("terraform is not on the PATH, so nothing was compared with it");
  }

  /// Runs a command that must succeed.
  ///
  /// @return what it printed
  String run(Path folder, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> line = Stream.concat(Stream.of(program.toString()), Stream.of(words)).toList();
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
