package dev.holdfast.cli.command;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.builtin.RemoteStateData;
import dev.holdfast.engine.builtin.TerraformProvider;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.engine.provisioner.Provisioners;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.hosts.connection.Hosts;
import dev.holdfast.hosts.connection.LocalConnector;
import dev.holdfast.hosts.connection.ssh.SshConnector;
import dev.holdfast.hosts.connection.ssh.SshUser;
import dev.holdfast.hosts.provider.HostProvider;
import dev.holdfast.hosts.provisioner.HostProvisioners;
import dev.holdfast.lab.Labs;
import dev.holdfast.lab.connection.LabConnector;
import dev.holdfast.lab.provider.LabProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The providers of a command: those that Holdfast brings itself, those of its world, and those
/// that are installed. Close it when the last of them is closed: it ends the connections to hosts,
/// which they share.
final class CommandProviders implements ProviderFactory, AutoCloseable {
  private final Path folder;
  private final World world;
  private final StateCodec remoteStates;
  private final Map<ProviderSource, ProviderFactory> others;
  private final ProviderFactory plugins;
  private volatile @Nullable HostProvisioners provisioners;
  private @Nullable Hosts hosts;

  /// The providers for one command.
  ///
  /// @param folder of the configuration, after which a lab is named that has no name
  /// @param plugins providers that are programs of their own
  /// @param remoteStates how the states of others are read
  CommandProviders(Path folder, World world, ProviderFactory plugins, StateCodec remoteStates) {
    this.remoteStates = remoteStates;
    this.plugins = plugins;
    this.folder = folder;
    this.world = world;
    this.others = world.providers();
  }

  @Override
  public Provider create(ProviderSource source) throws ProviderUnavailableException {
    if (source.equals(TerraformProvider.SOURCE)) {
      return new TerraformProvider(
          world.random(),
          new RemoteStateData(
              CommandBackends.TYPES, CommandBackends.environment(folder, world, remoteStates)));
    }
    if (source.equals(HostProvider.SOURCE)) {
      return new HostProvider(hosts());
    }
    if (source.equals(LabProvider.SOURCE)) {
      return new LabProvider(LabProvider.nameFor(folder));
    }
    ProviderFactory other = others.get(source);
    if (other != null) {
      return other.create(source);
    }
    if (source.isBuiltIn()) {
      throw new ProviderUnavailableException(
          "The provider " + source + " is not part of this version of Holdfast.");
    }
    return plugins.create(source);
  }

  @Override
  public Provisioners provisioners() {
    return hostProvisioners();
  }

  private synchronized HostProvisioners hostProvisioners() {
    HostProvisioners open = provisioners;
    if (open == null) {
      open = new HostProvisioners(world.folder(), world.environment(), world.random());
      provisioners = open;
    }
    return open;
  }

  /// Ends at once what would outlive this process: the commands of provisioners.
  void kill() {
    HostProvisioners open = provisioners;
    if (open != null) {
      open.kill();
    }
  }

  private synchronized Hosts hosts() {
    Hosts open = hosts;
    if (open == null) {
      open =
          new Hosts(
              List.of(
                  new LocalConnector(),
                  new LabConnector(CommandProviders::labsOfMachine),
                  new SshConnector(SshUser.of(world.environment()))));
      hosts = open;
    }
    return open;
  }

  private static Labs labsOfMachine() {
    try {
      return Labs.ofMachine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    if (hosts != null) {
      hosts.close();
      hosts = null;
    }
  }
}
