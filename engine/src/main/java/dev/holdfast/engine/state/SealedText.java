package dev.holdfast.engine.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Tells encrypted texts from plain ones at a glance, without a key.
final class SealedText {
  private static final byte[] RECORD = "{\"meta\":".getBytes(StandardCharsets.UTF_8);
  private static final String VERSION = "\"encryption_version\"";

  /// The version is the last member of every envelope.
  private static final int TAIL = 200;

  private SealedText() {}

  /// Whether a line of a journal is an envelope: no record of a journal begins like one.
  static boolean isRecord(byte[] line) {
    return line.length > RECORD.length && Arrays.mismatch(line, RECORD) == RECORD.length;
  }

  /// Whether the text of a file looks like an envelope.
  static boolean isState(byte[] bytes) {
    int from = Math.max(0, bytes.length - TAIL);
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).contains(VERSION);
  }
}
