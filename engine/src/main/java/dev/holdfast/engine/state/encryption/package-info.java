/// The encryption of states and plans in the envelope of OpenTofu: what a configuration says of it,
/// keys, methods, and the envelope itself.
@NullMarked
package dev.holdfast.engine.state.encryption;

import org.jspecify.annotations.NullMarked;
