/// The words for what happens to an object and why. Plans, states and events share them.
@NullMarked
package dev.holdfast.engine.change;

import org.jspecify.annotations.NullMarked;
