package dev.holdfast.engine.provider;

import java.util.Arrays;
import java.util.HexFormat;

/// Bytes that a provider keeps beside an object and that nobody else looks into.
public final class PrivateData {
  public static final PrivateData NONE = new PrivateData(new byte[0]);

  private final byte[] bytes;

  public PrivateData(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PrivateData that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "PrivateData[" + HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length)) + "…]";
  }
}
