package dev.holdfast.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A project on which Holdfast works as a process of its own, which gets signals.
final class RunningProject {
  private final Path folder;
  private final Path objects;

  private RunningProject(Path folder) {
    this.folder = folder;
    this.objects = folder.resolve("objects");
  }

  static RunningProject in(Path folder) throws IOException {
    RunningProject project = new RunningProject(folder);
    Files.createDirectories(project.objects);
    return project;
  }

  RunningProject write(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve(name),
        text.replace(
            "PROVIDER",
            "terraform {\n  required_providers {\n    file = { source = \"%s\" }\n  }\n}\n"
                .formatted(FileProvider.SOURCE)));
    return this;
  }

  /// Lets objects whose name begins with `held` wait.
  void hold() throws IOException {
    Files.writeString(folder.resolve("hold"), "");
  }

  void release() throws IOException {
    Files.deleteIfExists(folder.resolve("hold"));
  }

  /// The names of the objects that exist.
  Set<String> objects() throws IOException {
    return new TreeSet<>(FileProvider.names(objects).values());
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /// A command that has begun. A shell in the background ignores Ctrl-C, and so would what it
  /// starts: hence `env`.
  Running start(String... command) throws IOException {
    Files.deleteIfExists(folder.resolve("output"));
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    words.add(System.getProperty("java.class.path"));
    words.add(CrashingProgram.class.getName());
    words.add(folder.toString());
    words.add(objects.toString());
    words.addAll(List.of(command));
    return new Running(
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start());
  }

  /// Runs a command to its end.
  ///
  /// @return what it printed
  String run(int exitCode, String... command) throws IOException, InterruptedException {
    Running running = start(command);
    running.ends(exitCode);
    return output();
  }

  String output() throws IOException {
    Path file = folder.resolve("output");
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }

  /// A process that is under way.
  final class Running {
    private final Process process;

    private Running(Process process) {
      this.process = process;
    }

    /// Waits until an object is being made.
    Running until(String object) throws IOException, InterruptedException {
      return until(() -> Files.exists(folder.resolve("begun." + object)));
    }

    /// Waits until it has printed something.
    Running says(String text) throws IOException, InterruptedException {
      return until(() -> {
        try {
          return output().contains(text);
        } catch (IOException gone) {
          throw new IllegalStateException(gone);
        }
      });
    }

    private Running until(BooleanSupplier fact) throws IOException, InterruptedException {
      while (!fact.getAsBoolean()) {
        assertThat(process.isAlive()).as(output()).isTrue();
        Thread.sleep(5);
      }
      return this;
    }

    Running signal(String name) throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
      return this;
    }

    void ends(int exitCode) throws IOException, InterruptedException {
      boolean ended = process.waitFor(1, TimeUnit.MINUTES);
      if (!ended) {
        // Where its threads are goes to its output.
        signal("QUIT");
        process.waitFor(1, TimeUnit.SECONDS);
      }
      process.destroyForcibly();
      assertThat(ended).as("has ended: " + output()).isTrue();
      assertThat(process.waitFor()).as(output()).isEqualTo(exitCode);
    }
  }
}
