/// Ephemeral resources: opened when something first needs them, kept open while they are in use,
/// closed at the end of the phase, and never written down.
@NullMarked
package dev.holdfast.engine.ephemeral;

import org.jspecify.annotations.NullMarked;
