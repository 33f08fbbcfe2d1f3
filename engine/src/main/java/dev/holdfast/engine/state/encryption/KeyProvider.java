package dev.holdfast.engine.state.encryption;

import java.util.Map;

/// Where keys come from. Safe for use by many threads.
interface KeyProvider {

  /// A key to encrypt with, the same one for the life of this object.
  Issued issue() throws SealException;

  /// The key that something was encrypted with.
  ///
  /// @param meta what the providers noted in the envelope, by their names there
  /// @throws SealException if nothing usable was noted
  byte[] recall(Map<String, byte[]> meta) throws SealException;

  /// A key and what must be noted to find it again.
  @SuppressWarnings("ArrayRecordComponent") // is never compared
  record Issued(byte[] key, Map<String, byte[]> meta) {}
}
