package dev.holdfast.hcl.evaluation;

import dev.holdfast.hcl.function.Function;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.Traversal;
import java.util.Collection;
import java.util.Optional;

/// What the names in an expression stand for.
///
/// A scope is asked with the whole traversal, so that it can answer for exactly the part that is
/// needed: for `aws_x.y["k"].id` it can find that one instance and say that it used three steps,
/// without building the collection. An index whose key is an expression, directly on a reference,
/// is asked for in the same way once the key is known.
///
/// An answer may take long or block (a virtual thread waits for a resource to be applied); the
/// evaluator holds no lock while it asks. Scopes must be safe for use by many threads.
public interface Scope {

  /// The value of as many leading steps as the scope wants to answer for.
  Resolution resolve(Traversal traversal);

  /// The function of that name as written in a call (`max`, `core::max`, `provider::a::b`).
  Optional<Function> function(String name);

  /// The names of all functions, for suggestions. Empty means that no function may be called.
  Collection<String> functionNames();

  /// What the functions may know of the world.
  FunctionContext functionContext();

  /// Sees what a whole expression came to before anyone else does, and may say more about it.
  ///
  /// @return what the expression comes to
  default Evaluation conclude(Expression expression, Evaluation evaluation) {
    return evaluation;
  }
}
