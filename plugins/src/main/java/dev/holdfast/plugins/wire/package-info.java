/// The wire format of Protocol Buffers: fields by number, read from bytes of any origin and
/// written. What the fields of a message mean is said where the message is used.
@NullMarked
package dev.holdfast.plugins.wire;

import org.jspecify.annotations.NullMarked;
