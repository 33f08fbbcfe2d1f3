/// Immutable values, total over unknown and null, with marks that ride on them.
///
/// No operation here fails because something is unknown: the answer is an unknown. Parsing,
/// printing and encoding of values live elsewhere.
@NullMarked
package dev.holdfast.hcl.value;

import org.jspecify.annotations.NullMarked;
