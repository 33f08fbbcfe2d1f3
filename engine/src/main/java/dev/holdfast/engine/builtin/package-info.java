/// The providers that are part of the engine itself. They go through the port like any other.
@NullMarked
package dev.holdfast.engine.builtin;

import org.jspecify.annotations.NullMarked;
