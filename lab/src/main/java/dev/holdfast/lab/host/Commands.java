package dev.holdfast.lab.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Programs of the machine that a host's birth needs: util-linux and e2fsprogs.
final class Commands {
  private Commands() {}

  /// Runs a program to its end.
  ///
  /// @return what it printed
  /// @throws IOException when it is not there or fails; the message holds what it printed
  static String run(String... command) throws IOException {
    return run(List.of(command));
  }

  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream printed = process.getInputStream()) {
      String output = new String(printed.readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(command.getFirst() + " ended with " + status + ": " + output);
      }
      return output;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.getFirst() + " ran", interrupted);
    }
  }
}
