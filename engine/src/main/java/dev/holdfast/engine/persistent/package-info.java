/// Immutable collections whose changed copies share all but the changed path with the original.
/// Nothing about what is kept in them is known here.
@NullMarked
package dev.holdfast.engine.persistent;

import org.jspecify.annotations.NullMarked;
