/// What a provider says of its objects: attributes, nested blocks and the types they imply.
@NullMarked
package dev.holdfast.engine.schema;

import org.jspecify.annotations.NullMarked;
