package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An `output` block.
///
/// @param deprecated what to say to a caller who uses it, or null
/// @param range the block's header
public record Output(
    String name,
    Expression expression,
    boolean sensitive,
    boolean ephemeral,
    @Nullable String deprecated,
    @Nullable String description,
    List<Reference> dependsOn,
    List<CheckRule> preconditions,
    SourceRange range) {
  public Output {
    dependsOn = List.copyOf(dependsOn);
    preconditions = List.copyOf(preconditions);
  }
}
