/// Executes the action graph of a plan: order, concurrency, cancellation and the journal. What to
/// do was decided by the plan.
@NullMarked
package dev.holdfast.engine.run;

import org.jspecify.annotations.NullMarked;
