/// Configuration written by the engine: resource blocks for objects that exist.
@NullMarked
package dev.holdfast.engine.generation;

import org.jspecify.annotations.NullMarked;
