package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.operation.CheckFailedException;
import dev.holdfast.hosts.operation.DirectoryOperation;
import dev.holdfast.hosts.operation.FileMode;
import dev.holdfast.hosts.operation.PathState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `host_directory`: a folder. Destroying one that is not empty is an error unless `force_destroy`.
final class DirectoryResource implements HostResource {
  private static final FileMode DEFAULT_MODE = new FileMode(0755);

  private static final Block BLOCK =
      Schemas.block(
          Map.of(
              "path", Schemas.PATH,
              "mode", Schemas.mode(DEFAULT_MODE),
              "owner", Schemas.OWNER,
              "group", Schemas.GROUP,
              "force_destroy",
                  Schemas.flag(
                      "Whether destroying it removes what is in it too; if not, it must be"
                          + " empty.")));

  @Override
  public Block block() {
    return BLOCK;
  }

  @Override
  public Set<String> replacedBy() {
    return Set.of("path");
  }

  @Override
  public String identifiedBy() {
    return "path";
  }

  @Override
  public Map<String, Value> defaults() {
    return Map.of("mode", Value.of(DEFAULT_MODE.toString()));
  }

  @Override
  public List<ProviderDiagnostic> validate(Attributes configuration) {
    List<ProviderDiagnostic> faults = new ArrayList<>();
    Schemas.checkPath(configuration, faults);
    Schemas.checkMode(configuration, faults);
    if (configuration.text("path").filter(path -> path.replace("/", "").isEmpty()).isPresent()) {
      faults.add(
          ProviderDiagnostic.error(
              "Invalid path",
              "The root folder cannot be managed: destroying it would destroy the host.",
              Path.ROOT.attribute("path")));
    }
    return faults;
  }

  @Override
  public Optional<Attributes> read(Host host, Attributes current)
      throws HostException, CheckFailedException, InterruptedException {
    if (!(PathState.check(current.required("path")).on(host) instanceof PathState.Folder folder)) {
      return Optional.empty();
    }
    Attributes found = Schemas.found(current, folder.access().mode());
    found = Schemas.found(found, "owner", folder.access().owner());
    return Optional.of(Schemas.found(found, "group", folder.access().group()));
  }

  @Override
  public Attributes apply(Host host, Optional<Attributes> prior, Attributes planned)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException {
    DirectoryOperation operation =
        new DirectoryOperation(
            planned.required("path"),
            planned.text("mode").flatMap(FileMode::parse),
            planned.text("owner"),
            planned.text("group"));
    ChangeFailedException.require(operation.applyOn(host));
    return HostProvider.readBack(this, host, planned);
  }

  @Override
  public void destroy(Host host, Attributes prior)
      throws HostException, ChangeFailedException, InterruptedException {
    ChangeFailedException.require(
        new DirectoryOperation.Removal(prior.required("path"), prior.isTrue("force_destroy"))
            .applyOn(host));
  }
}
