package dev.holdfast.lab.connection;

import dev.holdfast.hosts.connection.Connector;
import dev.holdfast.hosts.connection.HostAddress;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.connection.HostUnreachableException;
import dev.holdfast.hosts.connection.NoSuchHostException;
import dev.holdfast.hosts.connection.ProcessPipe;
import dev.holdfast.hosts.connection.ShellPipe;
import dev.holdfast.lab.Lab;
import dev.holdfast.lab.Labs;
import dev.holdfast.lab.host.HostState;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/// Opens shells in lab hosts: a process that enters the host and becomes `sh` there. No ssh, and no
/// way through the host's network.
public final class LabConnector implements Connector {
  private final Supplier<Labs> labs;

  /// @param labs the labs of this machine, asked for when the first host is opened
  public LabConnector(Supplier<Labs> labs) {
    this.labs = labs;
  }

  @Override
  public String scheme() {
    return "lab";
  }

  @Override
  public ShellPipe open(HostAddress address, Network network) throws HostException {
    if (!(address instanceof HostAddress.Lab(String labName, String host))
        || !Lab.isName(labName)
        || !Lab.isName(host)) {
      throw new NoSuchHostException(address);
    }
    try {
      Lab lab = labs.get().lab(labName);
      if (lab.host(host).state() == HostState.ABSENT) {
        throw new NoSuchHostException(address);
      }
      List<String> shell = List.of("sh");
      return ProcessPipe.start(
          switch (network) {
            case OWN -> lab.enter(host, shell);
            case MACHINE -> lab.enterWithMachineNetwork(host, shell);
          });
    } catch (IOException failed) {
      throw new HostUnreachableException(address, failed.getMessage() + ".", failed);
    }
  }

  /// A lab's networks seldom lead to a package mirror; the machine's does.
  @Override
  public boolean offersMachineNetwork(HostAddress address) {
    return true;
  }
}
