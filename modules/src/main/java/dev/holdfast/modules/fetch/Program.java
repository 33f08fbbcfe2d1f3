package dev.holdfast.modules.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program of the machine that fetches. It can ask nothing: several may run at once.
///
/// @param name what it is called
/// @param environment all that it is given
record Program(String name, Path folder, Map<String, String> environment) {
  /// How it ended.
  ///
  /// @param said the end of what it wrote, without passwords
  record Outcome(String program, int exitCode, String said) {
    boolean isWell() {
      return exitCode == 0;
    }

    FetchException asException(String what) {
      return new FetchException(
          "%s. %s says:\n%s"
              .formatted(
                  what, program, said.isBlank() ? "(nothing; exit code " + exitCode + ")" : said));
    }
  }

  Outcome run(List<String> command) throws FetchException, IOException, InterruptedException {
    Path output = Files.createTempFile("holdfast-" + name, "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new Outcome(name, await(builder), said(output));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private int await(ProcessBuilder builder) throws FetchException, InterruptedException {
    Process process;
    try {
      process = builder.start();
    } catch (IOException absent) {
      throw new FetchException(
          "The program %s, which fetches from repositories, could not be started: %s."
              .formatted(name, absent.getMessage()),
          absent);
    }
    try {
      return process.waitFor();
    } catch (InterruptedException stopped) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      throw stopped;
    }
  }

  private static String said(Path output) throws IOException {
    byte[] all = Files.readAllBytes(output);
    int length = Math.min(all.length, 4096);
    return GitRepository.withoutPassword(
        new String(all, all.length - length, length, StandardCharsets.UTF_8).strip());
  }
}
