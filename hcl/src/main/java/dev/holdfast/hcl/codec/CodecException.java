package dev.holdfast.hcl.codec;

import dev.holdfast.hcl.value.Path;

/// Encoded text or bytes are not a value of the wanted type, or a value cannot be encoded.
public final class CodecException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Path path;

  public CodecException(Path path, String message) {
    super(message, null, false, false);
    this.path = path;
  }

  /// Where in the value.
  public Path path() {
    return path;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
