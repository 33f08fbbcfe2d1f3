package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.operation.CheckFailedException;
import dev.holdfast.hosts.operation.GroupOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `host_group`: a group of users.
final class GroupResource implements HostResource {
  private static final Block BLOCK =
      Schemas.block(
          Map.of(
              "name", Attribute.required(Type.STRING, "Its name."),
              "gid",
                  Attribute.optionalComputed(
                      Type.NUMBER, "Its number; the host chooses where it is not set."),
              "system", Schemas.flag("Whether the host chooses a number of the system's range.")));

  @Override
  public Block block() {
    return BLOCK;
  }

  @Override
  public Set<String> replacedBy() {
    return Set.of("name");
  }

  @Override
  public String identifiedBy() {
    return "name";
  }

  @Override
  public List<ProviderDiagnostic> validate(Attributes configuration) {
    List<ProviderDiagnostic> faults = new ArrayList<>();
    AccountChecks.name(configuration, faults);
    AccountChecks.number(configuration, "gid", faults);
    return faults;
  }

  @Override
  public Optional<Attributes> read(Host host, Attributes current)
      throws HostException, CheckFailedException, InterruptedException {
    return GroupOperation.check(current.required("name"))
        .on(host)
        .map(group -> current.withNumber("gid", group.number()));
  }

  @Override
  public Attributes apply(Host host, Optional<Attributes> prior, Attributes planned)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException {
    GroupOperation operation =
        new GroupOperation(
            planned.required("name"), planned.number("gid"), planned.isTrue("system"));
    ChangeFailedException.require(operation.applyOn(host));
    return HostProvider.readBack(this, host, planned);
  }

  @Override
  public void destroy(Host host, Attributes prior)
      throws HostException, ChangeFailedException, InterruptedException {
    ChangeFailedException.require(new GroupOperation.Removal(prior.required("name")).applyOn(host));
  }
}
