package dev.holdfast.modules.fetch;

/// A package could not be fetched. The message says why, in sentences for the user.
public final class FetchException extends Exception {
  public FetchException(String message) {
    super(message);
  }

  public FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
