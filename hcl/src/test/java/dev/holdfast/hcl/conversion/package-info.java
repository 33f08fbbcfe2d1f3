/// Tests of conversion.
@NullMarked
package dev.holdfast.hcl.conversion;

import org.jspecify.annotations.NullMarked;
