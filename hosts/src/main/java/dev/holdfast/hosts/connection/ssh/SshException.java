package dev.holdfast.hosts.connection.ssh;

/// No connection by ssh could be made. The message says why, in a sentence for the user.
public final class SshException extends Exception {
  private final boolean lasting;

  SshException(String message, boolean lasting) {
    super(message);
    this.lasting = lasting;
  }

  /// Whether another try would end in the same way.
  public boolean isLasting() {
    return lasting;
  }
}
