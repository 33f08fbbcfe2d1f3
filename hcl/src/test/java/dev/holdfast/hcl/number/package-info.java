/// Tests of numbers.
@NullMarked
package dev.holdfast.hcl.number;

import org.jspecify.annotations.NullMarked;
