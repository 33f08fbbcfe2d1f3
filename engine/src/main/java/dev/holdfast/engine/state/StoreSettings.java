package dev.holdfast.engine.state;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// What every store of states needs to know.
///
/// @param version of the program, for locks and states
/// @param random for lineages and lock ids
public record StoreSettings(String version, Clock clock, RandomGenerator random) {}
