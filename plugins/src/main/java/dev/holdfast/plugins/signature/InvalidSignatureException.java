package dev.holdfast.plugins.signature;

/// A text is not signed by any of the keys that it should be signed by. The message says why, as a
/// clause without a full stop.
public final class InvalidSignatureException extends Exception {
  InvalidSignatureException(String message) {
    super(message);
  }
}
