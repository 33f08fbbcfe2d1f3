package dev.holdfast.hosts.connection.ssh;

import java.time.Duration;
import java.util.Optional;

/// Whom to connect to, and how to log in.
///
/// @param hostKey the key that the host must have, as in a file of public keys; where there is
///   none, the user's `known_hosts` is asked
/// @param unknownHosts whether a host that nothing is known of may be trusted; one that is known to
///   have another key never is
/// @param password may be empty
/// @param privateKey in any form that OpenSSH writes; may be empty
/// @param certificate for the private key; may be empty
/// @param agent whether the user's agent is asked for keys
/// @param identities whether the user's own keys, `~/.ssh/id_*`, are tried
/// @param timeout for one try to connect
/// @param bastion the host that leads to it
public record SshTarget(
    String host,
    int port,
    String user,
    String hostKey,
    boolean unknownHosts,
    String password,
    String privateKey,
    String certificate,
    boolean agent,
    boolean identities,
    Duration timeout,
    Optional<SshTarget> bastion) {

  /// Who it is, without secrets.
  @Override
  public String toString() {
    return user + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
