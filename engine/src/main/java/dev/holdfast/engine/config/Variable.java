package dev.holdfast.engine.config;

import dev.holdfast.hcl.conversion.Defaults;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `variable` block.
///
/// @param type the type constraint; dynamic where anything is accepted
/// @param defaults of the optional attributes in the type constraint
/// @param parsing how a text from outside becomes a value
/// @param defaultValue already of the type; null when the variable must be given
/// @param nullable whether null may be its value; if not, null means the default
/// @param constant whether its value is needed before anything runs (`const`)
/// @param deprecated what to say to a caller who sets it, or null
/// @param range the block's header
public record Variable(
    String name,
    Type type,
    Defaults defaults,
    Parsing parsing,
    @Nullable Value defaultValue,
    List<CheckRule> validations,
    boolean sensitive,
    boolean ephemeral,
    boolean nullable,
    boolean constant,
    @Nullable String deprecated,
    @Nullable String description,
    SourceRange range) {

  /// How a text given on the command line or in the environment is read.
  public enum Parsing {
    /// The text is the value.
    LITERAL,
    /// The text is an expression.
    EXPRESSION
  }

  public Variable {
    validations = List.copyOf(validations);
  }

  /// Whether a value must be given.
  public boolean isRequired() {
    return defaultValue == null;
  }
}
