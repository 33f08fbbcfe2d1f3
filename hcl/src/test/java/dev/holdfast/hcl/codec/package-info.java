/// Tests of the codecs.
@NullMarked
package dev.holdfast.hcl.codec;

import org.jspecify.annotations.NullMarked;
