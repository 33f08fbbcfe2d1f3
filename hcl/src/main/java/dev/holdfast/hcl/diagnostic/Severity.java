package dev.holdfast.hcl.diagnostic;

/// How bad a [Diagnostic] is: an error stops the work after the stage that found it, a warning does
/// not.
public enum Severity {
  ERROR,
  WARNING
}
