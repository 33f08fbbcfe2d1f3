package dev.holdfast.cli.command.lab;

import dev.holdfast.cli.command.Interruption;
import dev.holdfast.cli.command.Invocation;
import java.io.IOException;
import java.util.List;

/// A program that takes the place of this one until it ends.
final class LabProcess {
  private LabProcess() {}

  /// Runs a program on our terminal.
  ///
  /// @return its exit code
  static int run(Invocation invocation, List<String> command)
      throws IOException, InterruptedException {
    invocation.out().flush();
    // Ctrl-C reaches the program too, since it is on the same terminal; it is meant for it.
    try (Interruption _ = Interruption.ignoring()) {
      Process process = new ProcessBuilder(command).inheritIO().start();
      return process.waitFor();
    }
  }
}
