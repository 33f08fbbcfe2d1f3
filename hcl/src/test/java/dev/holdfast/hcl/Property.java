package dev.holdfast.hcl;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Checks that something holds for many random inputs, small ones first.
///
/// The inputs are the same in every run. A failure names the seed and the size of its input;
/// `-Dproperty.seed=…` starts all properties from another seed.
public final class Property {
  private static final long SEED = Long.getLong("property.seed", 20_260_101L);

  private Property() {}

  /// What must hold of one random input.
  @FunctionalInterface
  public interface Check {
    /// @param size how large the input may be, from 0
    void run(RandomGenerator random, int size) throws Exception;
  }

  /// Runs the check so many times, with sizes from 0 to `largest`.
  public static void holds(int runs, int largest, Check check) {
    for (int run = 0; run < runs; run++) {
      long seed = SEED + run;
      int size = (int) ((long) run * largest / Math.max(1, runs - 1));
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      try {
        check.run(random, size);
      } catch (Exception | AssertionError failure) {
        throw new AssertionError("fails for seed " + seed + " and size " + size, failure);
      }
    }
  }
}
