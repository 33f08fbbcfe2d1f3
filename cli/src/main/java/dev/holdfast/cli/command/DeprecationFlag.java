package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.Topic;

/// The flag that says which warnings of deprecated outputs and variables are shown.
final class DeprecationFlag {
  static final Flag FLAG =
      Flag.text(
          "deprecation",
          "module:WHICH",
          "Which warnings to show of deprecated outputs and variables of modules: module:all (the"
              + " default), module:local (not of modules that were fetched), module:none.");

  private DeprecationFlag() {}

  /// Reports a value that means nothing.
  static void check(Arguments arguments, Diagnostics diagnostics) {
    switch (value(arguments)) {
      case "module:all", "module:local", "module:none" -> {}
      default ->
          diagnostics.add(
              Diagnostic.error(
                  "Invalid value of -deprecation",
                  "\"%s\" is none of module:all, module:local and module:none."
                      .formatted(value(arguments))));
    }
  }

  /// Whether the user wants to see a diagnostic.
  static boolean shows(Arguments arguments, Diagnostic diagnostic) {
    return diagnostic.topic() == null
        || switch (value(arguments)) {
          case "module:none" -> false;
          case "module:local" -> diagnostic.topic() == Topic.DEPRECATED_OWN;
          default -> true;
        };
  }

  private static String value(Arguments arguments) {
    return arguments.text(FLAG).orElse("module:all");
  }
}
