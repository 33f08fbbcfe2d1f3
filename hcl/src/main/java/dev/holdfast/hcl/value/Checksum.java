package dev.holdfast.hcl.value;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// A short number that tells values apart, the same one that cty computes: the peers keep it of the
/// configuration of a backend.
public final class Checksum {
  private Checksum() {}

  /// CRC-32 of the value's text form, from 0 to 2³²-1. Marks do not count.
  public static long of(Value value) {
    StringBuilder form = new StringBuilder();
    SetOrder.write(value, form);
    CRC32 checksum = new CRC32();
    checksum.update(form.toString().getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }
}
