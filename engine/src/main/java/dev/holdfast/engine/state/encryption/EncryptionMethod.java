package dev.holdfast.engine.state.encryption;

import java.util.Map;

/// How a text is encrypted.
sealed interface EncryptionMethod permits AesGcm, EncryptionMethod.Unencrypted {

  /// Not at all.
  record Unencrypted() implements EncryptionMethod {}

  /// An encrypted text and what must be noted to find its key again.
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Encrypted(byte[] data, Map<String, byte[]> meta) {}
}
