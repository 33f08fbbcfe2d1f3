package dev.holdfast.engine.config;

import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Traversal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `lifecycle` block of a resource, or what holds where there is none.
///
/// @param createBeforeDestroy null when not said, which is false unless a dependent asks for it
/// @param preventDestroy a condition, or null for false
/// @param destroy whether the object is destroyed when it is no longer declared; otherwise it is
///   only forgotten
/// @param adopt which object is taken over if it exists: true for the one that the arguments
///   identify, or an id or identity; null for none
/// @param ignoreAllChanges whether all arguments keep what they have
/// @param ignoreChanges arguments that keep what they have; each root is an argument of the
///   resource
/// @param replaceTriggeredBy references whose change makes the object be replaced
public record Lifecycle(
    @Nullable Boolean createBeforeDestroy,
    @Nullable Expression preventDestroy,
    boolean destroy,
    @Nullable Expression adopt,
    boolean ignoreAllChanges,
    List<Traversal> ignoreChanges,
    List<Expression> replaceTriggeredBy,
    List<CheckRule> preconditions,
    List<CheckRule> postconditions) {

  /// What holds where no `lifecycle` block is written.
  public static final Lifecycle NONE =
      new Lifecycle(null, null, true, null, false, List.of(), List.of(), List.of(), List.of());

  public Lifecycle {
    ignoreChanges = List.copyOf(ignoreChanges);
    replaceTriggeredBy = List.copyOf(replaceTriggeredBy);
    preconditions = List.copyOf(preconditions);
    postconditions = List.copyOf(postconditions);
  }
}
