package dev.holdfast.hcl.value;

/// Something that must be remembered about a value wherever it flows.
public sealed interface Mark {

  /// Must not be shown.
  enum Sensitive implements Mark {
    SENSITIVE
  }

  /// Must not be stored in a plan or a state.
  enum Ephemeral implements Mark {
    EPHEMERAL
  }

  /// Comes from something its author wants callers to stop using.
  ///
  /// @param source what is deprecated, such as `module.a.b`
  /// @param message what the author says
  /// @param fetched whether the author is somebody else: it is in a package that was fetched
  record Deprecation(String source, String message, boolean fetched) implements Mark {}

  Mark SENSITIVE = Sensitive.SENSITIVE;
  Mark EPHEMERAL = Ephemeral.EPHEMERAL;
}
