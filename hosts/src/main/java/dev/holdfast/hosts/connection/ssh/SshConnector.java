package dev.holdfast.hosts.connection.ssh;

import dev.holdfast.hosts.connection.Connector;
import dev.holdfast.hosts.connection.HostAddress;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.connection.HostUnreachableException;
import dev.holdfast.hosts.connection.ShellPipe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Opens shells on hosts by ssh, as the user whom the address names: all lanes of a host share one
/// connection. Logs in with the keys of the agent and those of the user; the key of the host must
/// be in the user's `known_hosts`.
public final class SshConnector implements Connector {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final SshUser user;
  private final Map<HostAddress.Ssh, Shared> open = new ConcurrentHashMap<>();

  /// The connection of one host, made by one thread while the others wait.
  private static final class Shared {
    final ReentrantLock lock = new ReentrantLock();
    @Nullable SshConnection connection;
  }

  public SshConnector(SshUser user) {
    this.user = user;
  }

  @Override
  public String scheme() {
    return "ssh";
  }

  @Override
  public ShellPipe open(HostAddress address, Network network) throws HostException {
    if (!(address instanceof HostAddress.Ssh ssh)) {
      throw new IllegalArgumentException("not an address for ssh: " + address);
    }
    try {
      return connection(ssh).run("exec sh");
    } catch (SshException fault) {
      throw new HostUnreachableException(address, String.valueOf(fault.getMessage()), fault);
    }
  }

  private SshConnection connection(HostAddress.Ssh address) throws SshException {
    Shared shared = open.computeIfAbsent(address, key -> new Shared());
    shared.lock.lock();
    try {
      SshConnection connection = shared.connection;
      if (connection == null || !connection.isOpen()) {
        if (connection != null) {
          connection.close();
        }
        connection = SshConnection.open(target(address), user);
        shared.connection = connection;
      }
      return connection;
    } finally {
      shared.lock.unlock();
    }
  }

  private SshTarget target(HostAddress.Ssh address) {
    return new SshTarget(
        address.host(),
        address.port(),
        address.user().isEmpty() ? user.name() : address.user(),
        "",
        false,
        "",
        "",
        "",
        true,
        true,
        TIMEOUT,
        Optional.empty());
  }

  @Override
  public void close() {
    for (Shared shared : open.values()) {
      SshConnection connection = shared.connection;
      if (connection != null) {
        connection.close();
      }
    }
    open.clear();
  }
}
