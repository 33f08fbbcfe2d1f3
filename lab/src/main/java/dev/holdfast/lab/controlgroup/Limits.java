package dev.holdfast.lab.controlgroup;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a group may use; what is empty is not limited.
///
/// @param memory in bytes, swap not counted
/// @param cpus processors' worth of time, for example 0.5
/// @param processes how many processes and threads may exist at once
public record Limits(OptionalLong memory, OptionalDouble cpus, OptionalLong processes) {
  /// Nothing limited.
  public static final Limits NONE =
      new Limits(OptionalLong.empty(), OptionalDouble.empty(), OptionalLong.empty());

  /// The period over which processor time is shared out, in microseconds.
  static final long PERIOD = 100_000;

  /// Checks that each limit is positive.
  public Limits {
    if (memory.orElse(1) <= 0 || !(cpus.orElse(1) > 0) || processes.orElse(1) <= 0) {
      throw new IllegalArgumentException("a limit is positive");
    }
  }

  /// The microseconds of processor time in each period; the kernel takes no less than 1000.
  OptionalLong quota() {
    return cpus.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(1000, Math.round(cpus.getAsDouble() * PERIOD)));
  }
}
