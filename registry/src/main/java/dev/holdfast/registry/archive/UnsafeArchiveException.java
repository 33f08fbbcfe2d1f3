package dev.holdfast.registry.archive;

import java.io.IOException;

/// An archive is damaged or asks for something that it must not have. The message says what, as a
/// clause without a full stop.
public final class UnsafeArchiveException extends IOException {
  public UnsafeArchiveException(String message) {
    super(message);
  }
}
