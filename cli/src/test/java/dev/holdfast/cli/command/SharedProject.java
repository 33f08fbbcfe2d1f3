package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A project in which Holdfast and OpenTofu work in turns.
final class SharedProject {
  private final InstalledPeer tofu = InstalledPeer.tofu();
  private final Path folder;
  private final Map<String, String> environment;

  /// Who begins; the other one goes on.
  enum Order {
    HOLDFAST_FIRST,
    TOFU_FIRST
  }

  /// One of both programs.
  @FunctionalInterface
  interface Tool {
    /// Runs a command that must end with this exit code; gives what it printed.
    String end(int exitCode, String... words) throws Exception;

    default String run(String... words) throws Exception {
      return end(0, words);
    }
  }

  /// Skips the test, saying so, where there is no OpenTofu.
  SharedProject(Path directory) throws IOException {
    folder = Files.createDirectory(directory.resolve("project"));
    environment = new HashMap<>(RealProviders.environment(directory));
    environment.put("TF_IN_AUTOMATION", "1");
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  void write(String name, String text) throws IOException {
    Files.createDirectories(file(name).getParent());
    Files.writeString(file(name), text);
  }

  Tool holdfast() {
    return (exitCode, words) -> {
      CommandRun run = CommandRun.of(folder, "", environment, words);
      assertThat(run.exitCode()).as(run.output() + run.errors()).isEqualTo(exitCode);
      return run.output() + run.errors();
    };
  }

  Tool tofu() {
    return (exitCode, words) -> tofu.end(exitCode, folder, environment, words);
  }

  Tool first(Order order) {
    return inOrder(order).getFirst();
  }

  Tool second(Order order) {
    return inOrder(order).getLast();
  }

  private List<Tool> inOrder(Order order) {
    return order == Order.HOLDFAST_FIRST
        ? List.of(holdfast(), tofu())
        : List.of(tofu(), holdfast());
  }

  /// An apply of OpenTofu that has the lock and waits for an answer.
  Process tofuThatAsks() throws IOException {
    Process apply = tofu.start(folder, environment, "apply");
    InstalledPeer.readUntil(apply, "Enter a value:");
    return apply;
  }
}
