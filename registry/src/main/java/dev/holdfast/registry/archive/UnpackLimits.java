package dev.holdfast.registry.archive;

/// How much an archive may unpack to.
///
/// @param entries files and folders together
/// @param bytes of all files together
public record UnpackLimits(int entries, long bytes) {
  private static final long GIBIBYTE = 1L << 30;

  /// For packages of providers: the largest known has some 700 MB.
  public static final UnpackLimits PACKAGE = new UnpackLimits(10_000, 4 * GIBIBYTE);

  /// For modules, which are source text.
  public static final UnpackLimits MODULE = new UnpackLimits(100_000, 2 * GIBIBYTE);
}
