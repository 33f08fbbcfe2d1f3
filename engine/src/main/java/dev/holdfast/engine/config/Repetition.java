package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Expression;
import org.jspecify.annotations.Nullable;

/// What decides how many instances a resource or module call has. At most one is given; with none
/// there is exactly one instance, without a key.
///
/// @param count how many, keyed from 0
/// @param forEach a map, or a set of strings: one for each
/// @param enabled whether there is an instance at all; it has no key
public record Repetition(
    @Nullable Expression count, @Nullable Expression forEach, @Nullable Expression enabled) {

  /// Exactly one instance.
  public static final Repetition SINGLE = new Repetition(null, null, null);

  public boolean isSingle() {
    return count == null && forEach == null && enabled == null;
  }
}
