package dev.holdfast.engine.state;

import dev.holdfast.hcl.diagnostic.SourceRange;

/// A stored text is not what it should be. Has no stack trace, so it is cheap.
final class DamagedStateException extends Exception {
  private final transient SourceRange place;

  /// @param message what is wrong, as a clause without a full stop
  DamagedStateException(String message, SourceRange place) {
    super(message, null, false, false);
    this.place = place;
  }

  SourceRange place() {
    return place;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
