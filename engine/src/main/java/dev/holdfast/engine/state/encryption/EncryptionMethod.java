package dev.holdfast.engine.state.encryption;

import java.util.Map;

/// How a text is encrypted.
sealed interface EncryptionMethod {

  /// Not at all.
  record Unencrypted() implements EncryptionMethod {}

  /// So that it cannot be read.
  sealed interface Encrypting extends EncryptionMethod permits AesGcm, ExternalMethod {
    Encrypted encrypt(byte[] text) throws SealException;

    /// @param meta what the key providers noted
    byte[] decrypt(byte[] data, Map<String, byte[]> meta) throws SealException;
  }

  /// An encrypted text and what must be noted to find its key again.
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Encrypted(byte[] data, Map<String, byte[]> meta) {}
}
