/// JSON as it comes and goes, token by token: the files of the engine that may be large. What the
/// texts mean is not known here.
@NullMarked
package dev.holdfast.engine.json;

import org.jspecify.annotations.NullMarked;
