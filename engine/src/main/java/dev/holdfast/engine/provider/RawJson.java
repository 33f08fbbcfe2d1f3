package dev.holdfast.engine.provider;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A JSON document as it was stored, UTF-8, byte for byte. Kept raw so that what nobody looks at
/// costs nothing and numbers keep every digit.
public final class RawJson {
  private final byte[] bytes;

  private RawJson(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Takes the array over: the caller must not change it any more.
  public static RawJson of(byte[] bytes) {
    return new RawJson(bytes);
  }

  public static RawJson of(String text) {
    return new RawJson(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The document itself, not a copy, since it may be large. Not to be changed.
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "RawJson[" + bytes.length + " bytes]";
  }
}
