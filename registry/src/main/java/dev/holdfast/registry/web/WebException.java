package dev.holdfast.registry.web;

import java.io.IOException;

/// A web server gave no answer, or one that is of no use. The message is for the user: a clause
/// without a full stop that has no secret in it.
public final class WebException extends IOException {
  private final int status;
  private final boolean transientFault;

  private WebException(String message, int status, boolean transientFault) {
    super(message);
    this.status = status;
    this.transientFault = transientFault;
  }

  /// The server answered with a status that is no success.
  static WebException ofStatus(int status, String server) {
    String meaning =
        switch (status) {
          case 401, 403 -> " (the credentials for this host are missing, wrong or not sufficient)";
          case 404 -> " (not found)";
          case 429 -> " (too many requests)";
          default -> "";
        };
    boolean again = status == 408 || status == 425 || status == 429 || status >= 500;
    return new WebException(server + " answered " + status + meaning, status, again);
  }

  /// Something that may go better the next time.
  static WebException passing(String message) {
    return new WebException(message, 0, true);
  }

  /// Something that would be the same the next time.
  static WebException lasting(String message) {
    return new WebException(message, 0, false);
  }

  /// The status code of the answer; 0 where there was none.
  public int status() {
    return status;
  }

  /// Whether another try may succeed.
  boolean isTransient() {
    return transientFault;
  }
}
