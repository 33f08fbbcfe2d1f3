package dev.holdfast.engine.provider;

/// A provider is not installed or does not start. The message is for the user and says what to do.
public final class ProviderUnavailableException extends Exception {
  public ProviderUnavailableException(String message) {
    super(message);
  }
}
