/// Places that keep a state on another machine, each behind the engine's `Backend`. The libraries
/// they need are seen nowhere else, and loaded only by who uses that backend.
@NullMarked
package dev.holdfast.backends;

import org.jspecify.annotations.NullMarked;
