package dev.holdfast.cli;

/// The fixed run from which the launcher makes the AOT cache: it loads what common commands load.
final class Training {
  private Training() {}

  /// Runs the commands one after the other in this process.
  public static void main(String[] arguments) {
    Main.main(new String[] {"version"});
  }
}
