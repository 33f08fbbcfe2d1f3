package dev.holdfast.lab.image;

import java.io.IOException;

/// An image could not be made. The message says what happened, the advice what to do about it.
public final class ImageUnavailable extends IOException {
  private static final long serialVersionUID = 1L;

  private final String advice;

  /// @param message what happened, one sentence
  /// @param advice what to do, and the last words of the program that failed
  public ImageUnavailable(String message, String advice) {
    super(message);
    this.advice = advice;
  }

  /// What to do about it.
  public String advice() {
    return advice;
  }
}
