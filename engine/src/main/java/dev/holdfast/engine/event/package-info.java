/// Everything that happens, as sealed records. The engine never prints: terminal, `-json` and logs
/// are consumers of this stream.
@NullMarked
package dev.holdfast.engine.event;

import org.jspecify.annotations.NullMarked;
