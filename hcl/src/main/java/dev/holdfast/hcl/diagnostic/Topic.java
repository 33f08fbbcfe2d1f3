package dev.holdfast.hcl.diagnostic;

/// Kinds of diagnostics that a user may not want to see.
public enum Topic {
  /// Something deprecated of the user's own is used.
  DEPRECATED_OWN,
  /// Something deprecated of a package that was fetched is used, or one inside of such a package.
  DEPRECATED_FETCHED
}
