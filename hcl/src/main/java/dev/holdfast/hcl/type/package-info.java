/// The type system: what a value can be. Conversion and unification of types live here too; values
/// themselves do not.
@NullMarked
package dev.holdfast.hcl.type;

import org.jspecify.annotations.NullMarked;
