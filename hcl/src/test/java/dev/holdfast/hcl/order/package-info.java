/// Tests of the order of text.
@NullMarked
package dev.holdfast.hcl.order;

import org.jspecify.annotations.NullMarked;
