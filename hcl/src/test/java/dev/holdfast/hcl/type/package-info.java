/// Tests of types.
@NullMarked
package dev.holdfast.hcl.type;

import org.jspecify.annotations.NullMarked;
