package dev.holdfast.engine.state;

import java.io.IOException;

/// A state was not written, since somebody else has written it meanwhile, or may do so now.
public final class SupersededException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message what was noticed, as the end of a sentence
  public SupersededException(String message) {
    super(message);
  }
}
