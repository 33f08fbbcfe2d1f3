package dev.holdfast.engine.state;

import java.time.Clock;
import java.util.random.RandomGenerator;

/// What every store of states needs to know.
///
/// @param version of the program, for locks and states
/// @param random for lineages and lock ids
/// @param codec how the state and everything made of it lies there
public record StoreSettings(String version, Clock clock, RandomGenerator random, StateCodec codec) {

  /// What lies there is in the clear.
  public StoreSettings(String version, Clock clock, RandomGenerator random) {
    this(version, clock, random, StateCodec.plain());
  }
}
