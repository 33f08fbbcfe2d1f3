package dev.holdfast.hcl.diagnostic;

/// What one reference in a faulty expression stood for, in words safe to show: sensitive values are
/// described, never printed.
///
/// @param reference the reference as written, such as `var.size`
/// @param statement what it is, such as `is 3` or `will be known only after apply`
public record ReferenceNote(String reference, String statement) {}
