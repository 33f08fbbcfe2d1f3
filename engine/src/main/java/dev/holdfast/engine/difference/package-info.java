/// What two sequences have in common, whatever their elements are: lines of a file, elements of a
/// list. How a difference looks belongs to those who show it.
@NullMarked
package dev.holdfast.engine.difference;

import org.jspecify.annotations.NullMarked;
