package dev.holdfast.hosts.provisioner;

import dev.holdfast.engine.provisioner.ProvisionerKind;
import dev.holdfast.engine.provisioner.Provisioners;
import dev.holdfast.engine.schema.Block;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The provisioners that Holdfast brings.
public final class HostProvisioners implements Provisioners {
  private final Map<String, ProvisionerKind> kinds;

  /// @param folder what relative names of files are relative to
  public HostProvisioners(Path folder) {
    kinds = new TreeMap<>(Map.of("local-exec", new LocalExec(folder)));
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
