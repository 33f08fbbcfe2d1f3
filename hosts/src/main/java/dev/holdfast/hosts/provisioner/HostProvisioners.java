package dev.holdfast.hosts.provisioner;

import dev.holdfast.engine.provisioner.ProvisionerKind;
import dev.holdfast.engine.provisioner.Provisioners;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hosts.connection.ssh.SshUser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The provisioners that Holdfast brings.
public final class HostProvisioners implements Provisioners {
  private final Map<String, ProvisionerKind> kinds;
  private final RunningCommands running = new RunningCommands();

  /// @param folder what relative names of files are relative to
  /// @param environment of this process, which tells of the user's keys
  /// @param random for names of scripts on hosts
  public HostProvisioners(Path folder, Map<String, String> environment, RandomGenerator random) {
    SshUser user = SshUser.of(environment);
    kinds =
        new TreeMap<>(
            Map.of(
                "local-exec", new LocalExec(folder, running),
                "remote-exec", new RemoteExec(folder, user, random),
                "file", new FileUpload(folder, user)));
  }

  /// Ends the commands that run on this machine, without asking: for a process that ends at once.
  public void kill() {
    running.kill();
  }

  @Override
  public Optional<ProvisionerKind> find(String type) {
    return Optional.ofNullable(kinds.get(type));
  }

  @Override
  public List<String> types() {
    return List.copyOf(kinds.keySet());
  }

  @Override
  public Block connection() {
    return ConnectionArguments.SCHEMA;
  }
}
