/// Measurements of whole commands, beside the same commands of peers that are installed. Prints
/// tables; judges nothing.
@NullMarked
package dev.holdfast.benchmarks;

import org.jspecify.annotations.NullMarked;
