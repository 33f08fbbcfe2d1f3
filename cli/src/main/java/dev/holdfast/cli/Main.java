package dev.holdfast.cli;

import dev.holdfast.cli.command.World;
import java.io.File;
import java.util.List;

/// Where the `holdfast` program starts.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] arguments) {
    removeStartMarker();
    System.exit(new Program().run(World.ofProcess(), List.of(arguments)));
  }

  /// Tells the launcher that the JVM came up; see `choose_cache` in `bin/holdfast`.
  private static void removeStartMarker() {
    String marker = System.getProperty("holdfast.marker");
    if (marker != null && !new File(marker).delete()) {
      System.err.println("holdfast: cannot remove " + marker);
    }
  }
}
