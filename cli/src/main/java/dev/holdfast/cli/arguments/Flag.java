package dev.holdfast.cli.arguments;

/// A flag that a command understands.
///
/// @param name without the dash, such as `var-file`
/// @param placeholder what the value stands for in help, such as `FILE`; empty for a switch
/// @param description full sentences for help
/// @param kind which values it takes
public record Flag(String name, String placeholder, String description, Kind kind) {

  /// Which values a flag takes.
  public enum Kind {
    /// On or off: `-json`, `-json=false`.
    SWITCH,
    /// One text; a later one replaces an earlier one.
    TEXT,
    /// A whole number that is not negative; a later one replaces an earlier one.
    NUMBER,
    /// One text each time; all of them count, in order.
    REPEATED
  }

  public static Flag on(String name, String description) {
    return new Flag(name, "", description, Kind.SWITCH);
  }

  public static Flag text(String name, String placeholder, String description) {
    return new Flag(name, placeholder, description, Kind.TEXT);
  }

  public static Flag number(String name, String description) {
    return new Flag(name, "N", description, Kind.NUMBER);
  }

  public static Flag repeated(String name, String placeholder, String description) {
    return new Flag(name, placeholder, description, Kind.REPEATED);
  }

  boolean takesValue() {
    return kind != Kind.SWITCH;
  }

  /// How it is shown in help: `-out=FILE`.
  String usage() {
    return takesValue() ? "-" + name + "=" + placeholder : "-" + name;
  }
}
