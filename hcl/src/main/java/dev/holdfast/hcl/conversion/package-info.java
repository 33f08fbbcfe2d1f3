/// Conversion of values from one type to another (cty conversion rules) and the defaults of
/// optional attributes. Which types convert to which is in [dev.holdfast.hcl.type.TypeConversion].
@NullMarked
package dev.holdfast.hcl.conversion;

import org.jspecify.annotations.NullMarked;
