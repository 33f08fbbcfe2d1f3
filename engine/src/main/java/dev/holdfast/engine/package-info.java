/// The engine: configuration, plan, run and state. Nothing here prints or knows a particular
/// provider.
@NullMarked
package dev.holdfast.engine;

import org.jspecify.annotations.NullMarked;
