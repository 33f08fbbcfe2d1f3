/// Tests of values and their operations.
@NullMarked
package dev.holdfast.hcl.value;

import org.jspecify.annotations.NullMarked;
