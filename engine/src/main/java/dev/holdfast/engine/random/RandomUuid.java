package dev.holdfast.engine.random;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Ids that nobody else has.
public final class RandomUuid {
  private RandomUuid() {}

  /// A random UUID of version 4 (RFC 9562, section 5.4).
  public static String of(RandomGenerator random) {
    long most = (random.nextLong() & ~0xF000L) | 0x4000L;
    long least = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(most, least).toString();
  }
}
