package dev.holdfast.engine.schema.decode;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.List;

/// A body as a value that follows a block schema.
public final class DecodedBody {
  private final Value value;
  private final List<Diagnostic> diagnostics;
  private final List<Diagnostic> deprecations;
  private final BodyRanges ranges;

  DecodedBody(
      Value value, List<Diagnostic> diagnostics, List<Diagnostic> deprecations, BodyRanges ranges) {
    this.value = value;
    this.diagnostics = List.copyOf(diagnostics);
    this.deprecations = List.copyOf(deprecations);
    this.ranges = ranges;
  }

  /// The value with marks and unknowns; parts that are faulty are unknown.
  public Value value() {
    return value;
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /// What the body has that the schema calls deprecated. Not among the diagnostics, since providers
  /// tell of it themselves when they check the value, most of them.
  public List<Diagnostic> deprecations() {
    return deprecations;
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /// Where a part of the value is written, or the nearest thing around it that is.
  public SourceRange rangeOf(Path path) {
    return ranges.at(path);
  }
}
