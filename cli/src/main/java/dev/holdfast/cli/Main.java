package dev.holdfast.cli;

import java.io.File;

/// Where the `holdfast` program starts.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] arguments) {
    removeStartMarker();
    System.out.println("Holdfast v0.1.0");
  }

  /// Tells the launcher that the JVM came up; see `choose_cache` in `bin/holdfast`.
  private static void removeStartMarker() {
    String marker = System.getProperty("holdfast.marker");
    if (marker != null && !new File(marker).delete()) {
      System.err.println("holdfast: cannot remove " + marker);
    }
  }
}
