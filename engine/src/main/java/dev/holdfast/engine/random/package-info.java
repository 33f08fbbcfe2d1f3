/// What is made of randomness. The source of it is always passed in.
@NullMarked
package dev.holdfast.engine.random;

import org.jspecify.annotations.NullMarked;
