/// Values and types to bytes and back: JSON and MessagePack. Untrusted input is limited here; what
/// a value means is not known here.
@NullMarked
package dev.holdfast.hcl.codec;

import org.jspecify.annotations.NullMarked;
