package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.diagnostic.Topic;

/// Words for the use of what the author of a module has deprecated.
public final class Deprecations {
  private Deprecations() {}

  /// For an expression that an output is used in.
  ///
  /// @param source the output, such as `module.a.b`
  /// @param message what the author says
  /// @param fetched whether the author is somebody else
  public static Diagnostic output(
      String source, String message, boolean fetched, SourceRange place) {
    return Diagnostic.warning(
            "Value derived from a deprecated source",
            "This value is derived from %s, which is deprecated with the following message:\n\n%s"
                .formatted(source, message),
            place)
        .of(topic(fetched));
  }

  /// For a variable that a call sets.
  static Diagnostic variable(String name, String message, boolean fetched, SourceRange place) {
    return Diagnostic.warning(
            "Variable marked as deprecated by the module author",
            "Variable \"%s\" is marked as deprecated with the following message:\n%s"
                .formatted(name, message),
            place)
        .of(topic(fetched));
  }

  private static Topic topic(boolean fetched) {
    return fetched ? Topic.DEPRECATED_FETCHED : Topic.DEPRECATED_OWN;
  }
}
