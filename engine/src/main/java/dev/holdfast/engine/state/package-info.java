/// What exists: the immutable state, its journal, the version 4 file format and the places a state
/// is kept.
@NullMarked
package dev.holdfast.engine.state;

import org.jspecify.annotations.NullMarked;
