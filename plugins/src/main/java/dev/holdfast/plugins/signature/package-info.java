/// OpenPGP signatures of lists of checksums.
@NullMarked
package dev.holdfast.plugins.signature;

import org.jspecify.annotations.NullMarked;
