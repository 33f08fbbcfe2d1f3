package dev.holdfast.hosts.provider;

import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.facts.Managers;
import dev.holdfast.hosts.operation.CheckFailedException;
import dev.holdfast.hosts.operation.ServiceManager;
import dev.holdfast.hosts.operation.ServiceOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `host_service`: a service that runs or not, now and after the next start of the host. When a
/// value of `restart_on` or `reload_on` changes, a running service is restarted or reloaded. One
/// that runs already when the resource is created, since its package started it, is restarted too
/// if either is set: it may have read an older configuration.
final class ServiceResource implements HostResource {
  private static final Block BLOCK =
      Schemas.block(
          Map.of(
              "name", Attribute.required(Type.STRING, "Its name, such as nginx."),
              "running",
                  Attribute.optionalComputed(Type.BOOLEAN, "Whether it runs; true if not set."),
              "enabled",
                  Attribute.optionalComputed(
                      Type.BOOLEAN, "Whether it starts with the host; true if not set."),
              "restart_on",
                  Attribute.optional(
                      Type.map(Type.STRING), "Values whose change restarts the service."),
              "reload_on",
                  Attribute.optional(
                      Type.map(Type.STRING), "Values whose change reloads the service."),
              "stop_on_destroy",
                  Schemas.flag("Whether destroying it stops and disables the service.")));

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
  public Map<String, Value> defaults() {
    return Map.of("running", Value.of(true), "enabled", Value.of(true));
  }

  @Override
  public List<ProviderDiagnostic> validate(Attributes configuration) {
    return configuration
        .text("name")
        .filter(name -> !ServiceOperation.isName(name))
        .map(name ->
            List.of(
                ProviderDiagnostic.error(
                    "Invalid service name",
                    "\"" + name + "\" cannot be the name of a service.",
                    Path.ROOT.attribute("name"))))
        .orElse(List.of());
  }

  private static ServiceManager manager(Host host)
      throws HostException, CheckFailedException, InterruptedException {
    return Managers.on(host)
        .services()
        .orElseThrow(() ->
            new CheckFailedException(
                host,
                "the services",
                "It has none of systemd, OpenRC and init scripts to start them with."));
  }

  @Override
  public Optional<Attributes> read(Host host, Attributes current)
      throws HostException, CheckFailedException, InterruptedException {
    ServiceOperation.Service service =
        ServiceOperation.check(manager(host), current.required("name")).on(host);
    if (!service.known()) {
      return Optional.empty();
    }
    Attributes found = current.withTruth("running", service.running());
    return Optional.of(
        service.enabled().map(enabled -> found.withTruth("enabled", enabled)).orElse(found));
  }

  @Override
  public Attributes apply(Host host, Optional<Attributes> prior, Attributes planned)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException {
    ServiceOperation operation =
        new ServiceOperation(
            manager(host),
            planned.required("name"),
            planned.truth("running"),
            planned.truth("enabled"),
            renewal(prior, planned));
    ChangeFailedException.require(operation.applyOn(host));
    return HostProvider.readBack(this, host, planned);
  }

  private static ServiceOperation.Renewal renewal(Optional<Attributes> prior, Attributes planned) {
    if (differs("restart_on", prior, planned) || (prior.isEmpty() && planned.isSet("reload_on"))) {
      return ServiceOperation.Renewal.RESTART;
    }
    return differs("reload_on", prior, planned)
        ? ServiceOperation.Renewal.RELOAD
        : ServiceOperation.Renewal.NONE;
  }

  private static boolean differs(String name, Optional<Attributes> prior, Attributes planned) {
    return prior
        .map(before -> !Equality.sameIgnoringRefinements(before.value(name), planned.value(name)))
        .orElseGet(() -> planned.isSet(name));
  }

  @Override
  public void destroy(Host host, Attributes prior)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException {
    if (prior.isTrue("stop_on_destroy") && read(host, prior).isPresent()) {
      ServiceOperation operation =
          new ServiceOperation(
              manager(host),
              prior.required("name"),
              Optional.of(false),
              Optional.of(false),
              ServiceOperation.Renewal.NONE);
      ChangeFailedException.require(operation.applyOn(host));
    }
  }
}
