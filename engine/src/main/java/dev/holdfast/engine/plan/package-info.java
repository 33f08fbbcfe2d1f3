/// What will be done: changes, and the graph of actions that a run executes as it stands.
@NullMarked
package dev.holdfast.engine.plan;

import org.jspecify.annotations.NullMarked;
