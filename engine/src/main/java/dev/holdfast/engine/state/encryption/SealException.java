package dev.holdfast.engine.state.encryption;

import java.io.IOException;

/// Something cannot be encrypted or decrypted. The message is the rest of a sentence that begins
/// with what it is about, and holds no secret.
public final class SealException extends IOException {
  private static final long serialVersionUID = 1L;

  public SealException(String message) {
    super(message);
  }
}
