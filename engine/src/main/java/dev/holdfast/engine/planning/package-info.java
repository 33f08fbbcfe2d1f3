/// Makes plans: looks at what exists, asks the providers what an apply would do, and turns the
/// answers into changes and a graph of actions. Nothing here changes the world.
@NullMarked
package dev.holdfast.engine.planning;

import org.jspecify.annotations.NullMarked;
