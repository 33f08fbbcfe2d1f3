package dev.holdfast.hcl.syntax;

/// A parsed file.
public record HclFile(SourceFile source, Body body) {}
