package dev.holdfast.hosts.connection;

import java.io.IOException;
import java.util.List;

/// Opens shells on the machine Holdfast runs on, as the user who runs it.
public final class LocalConnector implements Connector {
  private final List<String> shell;

  public LocalConnector() {
    this(List.of("sh"));
  }

  /// @param shell the command of another POSIX shell, such as `busybox sh`
  LocalConnector(List<String> shell) {
    this.shell = List.copyOf(shell);
  }

  @Override
  public String scheme() {
    return "local";
  }

  @Override
  public ShellPipe open(HostAddress address, Network network) throws HostException {
    try {
      return ProcessPipe.start(shell);
    } catch (IOException e) {
      throw new HostUnreachableException(address, "Cannot start sh: " + e.getMessage() + ".", e);
    }
  }
}
