/// From a body as written to the value that follows a block schema. What the value is for is not
/// known here.
@NullMarked
package dev.holdfast.engine.schema.decode;

import org.jspecify.annotations.NullMarked;
