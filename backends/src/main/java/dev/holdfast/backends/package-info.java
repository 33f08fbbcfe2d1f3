/// Places that keep a state besides the local file, each behind the engine's `StateStore`. The
/// libraries they need are seen nowhere else.
@NullMarked
package dev.holdfast.backends;

import org.jspecify.annotations.NullMarked;
