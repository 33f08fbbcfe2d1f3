/// The port: the one interface between the engine and every provider, shaped like version 6 of the
/// plugin protocol. Built-in providers, plugins and test doubles implement it alike; none has a
/// private door.
@NullMarked
package dev.holdfast.engine.provider;

import org.jspecify.annotations.NullMarked;
