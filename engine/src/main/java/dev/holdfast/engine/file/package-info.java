/// Files that hold secrets: private to their owner, and replaced as a whole.
@NullMarked
package dev.holdfast.engine.file;

import org.jspecify.annotations.NullMarked;
