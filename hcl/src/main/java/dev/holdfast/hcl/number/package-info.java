/// Numbers as the language knows them: binary floats of 512 bits, with a fast path for `long`.
@NullMarked
package dev.holdfast.hcl.number;

import org.jspecify.annotations.NullMarked;
