/// Machines one can act on, and the operations on them.
@NullMarked
package dev.holdfast.hosts;

import org.jspecify.annotations.NullMarked;
