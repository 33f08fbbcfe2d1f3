package dev.holdfast.engine.json;

import dev.holdfast.hcl.diagnostic.SourceRange;

/// A stored JSON text is not what it should be. Has no stack trace, so it is cheap.
public class DamagedJsonException extends Exception {
  private final transient SourceRange place;

  /// @param message what is wrong, as a clause without a full stop
  public DamagedJsonException(String message, SourceRange place) {
    super(message, null, false, false);
    this.place = place;
  }

  public SourceRange place() {
    return place;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
