package dev.holdfast.hosts.connection.ssh;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the user of this machine has for ssh.
///
/// @param folder with `known_hosts` and keys
/// @param agent the socket of the agent
/// @param name the user's name here
public record SshUser(Path folder, Optional<Path> agent, String name) {

  /// The user that the environment tells of.
  public static SshUser of(Map<String, String> environment) {
    String agent = environment.getOrDefault("SSH_AUTH_SOCK", "");
    return new SshUser(
        Path.of(environment.getOrDefault("HOME", "/")).resolve(".ssh"),
        agent.isEmpty() ? Optional.empty() : Optional.of(Path.of(agent)),
        environment.getOrDefault("USER", "root"));
  }
}
