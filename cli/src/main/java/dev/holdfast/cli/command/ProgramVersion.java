package dev.holdfast.cli.command;

/// The version of this program.
public final class ProgramVersion {
  private static final String SNAPSHOT = "-SNAPSHOT";

  private ProgramVersion() {}

  /// Such as `0.1.0` or, between releases, `0.1.0-dev`; `0.0.0-dev` where it runs from classes that
  /// are in no jar.
  public static String current() {
    String packaged = ProgramVersion.class.getPackage().getImplementationVersion();
    if (packaged == null) {
      return "0.0.0-dev";
    }
    return packaged.endsWith(SNAPSHOT)
        ? packaged.substring(0, packaged.length() - SNAPSHOT.length()) + "-dev"
        : packaged;
  }

  /// How the program introduces itself to servers.
  static String userAgent() {
    return "Holdfast/" + current();
  }
}
