package dev.holdfast.hosts.connection;

/// Opens the pipe to a shell for the hosts of one scheme. The composition root passes the connectors
/// to [Hosts]; a module that has hosts of its own kind brings one.
///
/// A connector for hosts that are entered by a program, say `nsenter`, is a few lines: find out
/// whether the host exists, then
///
///     return ProcessPipe.start(List.of("nsenter", "-t", pid, "-a", "sh"));
///
/// Safe for use by many threads.
public interface Connector extends AutoCloseable {

  /// The scheme of the addresses it opens, as in [HostAddress#scheme].
  String scheme();

  /// Opens a new pipe to a POSIX `sh` that reads its script from the pipe, as root or as the user
  /// the address names. Called again for every lane of a host and after a connection is lost.
  ///
  /// @throws NoSuchHostException if the host is known not to exist
  /// @throws HostUnreachableException if it exists but cannot be entered now
  ShellPipe open(HostAddress address, Network network) throws HostException;

  /// Whether [#open] with [Network#MACHINE] gives something else than with [Network#OWN] for this
  /// host. It does for a lab host, which cannot reach a package mirror by itself.
  default boolean offersMachineNetwork(HostAddress address) {
    return false;
  }

  /// Lets go of what the hosts of this connector share, once all of their pipes are closed.
  @Override
  default void close() {}

  /// Whose network the commands of a shell see.
  enum Network {
    /// The host's own, always offered.
    OWN,
    /// That of the machine Holdfast runs on, with everything else the host's own.
    MACHINE
  }
}
