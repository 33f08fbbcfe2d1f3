package dev.holdfast.engine.provider;

/// A provider is not installed or does not start. The message is for the user and says what to do.
public final class ProviderUnavailableException extends Exception {
  private final String explanation;

  public ProviderUnavailableException(String message) {
    super(message);
    this.explanation = message;
  }

  /// What is wrong and what to do.
  public String explanation() {
    return explanation;
  }
}
