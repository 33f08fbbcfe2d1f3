package dev.holdfast.cli.arguments;

/// The arguments of a command that are not flags.
///
/// @param usage how they are shown in help, such as `[DIRECTORY]`
/// @param minimum how many there must be
/// @param maximum how many there may be
/// @param endFlags whether everything after the first of them is taken as it is, as for a command
///   line that is handed on: in `lab exec web -- ls -l` and in `lab exec web ls -l`
public record Positionals(String usage, int minimum, int maximum, boolean endFlags) {

  public static final Positionals NONE = new Positionals("", 0, 0, false);

  /// At most one.
  public static Positionals optional(String usage) {
    return new Positionals(usage, 0, 1, false);
  }

  /// Exactly one.
  public static Positionals one(String usage) {
    return new Positionals(usage, 1, 1, false);
  }

  public static Positionals any(String usage) {
    return new Positionals(usage, 0, Integer.MAX_VALUE, false);
  }

  /// At least `minimum`, the last of them a command line of its own.
  public static Positionals withCommandLine(String usage, int minimum) {
    return new Positionals(usage, minimum, Integer.MAX_VALUE, true);
  }
}
