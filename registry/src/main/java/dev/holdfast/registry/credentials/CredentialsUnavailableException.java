package dev.holdfast.registry.credentials;

import java.io.IOException;

/// The program that knows the user's tokens could not be asked. The message says why, as a clause
/// without a full stop.
public final class CredentialsUnavailableException extends IOException {
  public CredentialsUnavailableException(String message) {
    super(message);
  }
}
