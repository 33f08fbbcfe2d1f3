package dev.holdfast.hosts.provider;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostAddress;
import dev.holdfast.hosts.connection.HostException;
import dev.holdfast.hosts.connection.Hosts;
import dev.holdfast.hosts.connection.NoSuchHostException;
import dev.holdfast.hosts.operation.CheckFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The built-in provider `host`: files, folders, users, groups, packages, services and commands of
/// hosts, and their facts.
///
/// Planning never connects: a host that is not there yet is no hindrance. Reading finds what was
/// changed by hand. If a host is gone, so is what was on it; if it cannot be reached, what was
/// known of it is kept with a warning, and only applying is an error.
///
/// Requests of many threads to one host travel together, see [Hosts]. The hosts are the caller's to
/// close.
public final class HostProvider implements Provider {
  /// Where a configuration names it from.
  public static final ProviderSource SOURCE = ProviderSource.implied("host");

  private final Hosts hosts;
  private final Map<String, HostResource> resources =
      Map.of(
          "host_file", new FileResource(),
          "host_directory", new DirectoryResource(),
          "host_user", new UserResource(),
          "host_group", new GroupResource(),
          "host_package", new PackageResource(),
          "host_service", new ServiceResource(),
          "host_command", new CommandResource());
  private final ProviderSchema schema =
      new ProviderSchema(
          Block.EMPTY,
          resources.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, entry -> ResourceSchema.of(entry.getValue().block()))),
          Map.of(FactsDataSource.TYPE, ResourceSchema.of(FactsDataSource.BLOCK)),
          Map.of(),
          Map.of(),
          ProviderSchema.Capabilities.NONE);

  /// @param hosts the open hosts of the run
  public HostProvider(Hosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public ProviderSchema schema() {
    return schema;
  }

  /// The engine asks only for types of the schema.
  private HostResource resource(String type) {
    HostResource resource = resources.get(type);
    if (resource == null) {
      throw new IllegalArgumentException("the provider host has no resource type " + type);
    }
    return resource;
  }

  @Override
  public List<ProviderDiagnostic> validateResource(String type, Value configuration) {
    Attributes attributes = Attributes.of(configuration);
    List<ProviderDiagnostic> faults = validateHost(attributes);
    faults.addAll(resource(type).validate(attributes));
    return faults;
  }

  @Override
  public List<ProviderDiagnostic> validateDataSource(String type, Value configuration) {
    return validateHost(Attributes.of(configuration));
  }

  private static List<ProviderDiagnostic> validateHost(Attributes attributes) {
    Diagnostics faults = new Diagnostics();
    attributes.text("host").ifPresent(text -> HostAddress.parse(text, faults));
    return faults.list().stream()
        .map(fault ->
            ProviderDiagnostic.error(fault.summary(), fault.detail(), Path.ROOT.attribute("host")))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  @Override
  public Responses.Upgrade upgradeState(Requests.Upgrade request) {
    Type type = resource(request.type()).block().impliedType();
    try {
      return new Responses.Upgrade(ValueJson.decode(request.json().bytes(), type), List.of());
    } catch (CodecException fault) {
      return new Responses.Upgrade(
          Value.nullOf(type),
          List.of(
              ProviderDiagnostic.error(
                  "Stored object is damaged",
                  "The attributes of the object in the state do not follow its schema: "
                      + fault.path()
                      + ": "
                      + fault.getMessage()
                      + ".")));
    }
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    return Planning.plan(resource(request.type()), request);
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    Attributes current = Attributes.of(request.current());
    try {
      Optional<Attributes> found = resource(request.type()).read(host(current), current);
      return read(
          found
              .<Value>map(Attributes::object)
              .orElseGet(() -> Value.nullOf(request.current().type())),
          List.of());
    } catch (NoSuchHostException e) {
      return read(Value.nullOf(request.current().type()), List.of());
    } catch (HostException e) {
      return read(
          request.current(),
          List.of(
              ProviderDiagnostic.warning(
                  "Host not reached",
                  e.explanation() + " What was known of it is taken to be still true.")));
    } catch (CheckFailedException e) {
      return read(request.current(), List.of(ChangeFailedException.said(e.diagnostic())));
    } catch (InterruptedException e) {
      return read(request.current(), List.of(interrupted()));
    }
  }

  private static Responses.Read read(Value current, List<ProviderDiagnostic> diagnostics) {
    return new Responses.Read(current, PrivateData.NONE, diagnostics);
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    HostResource resource = resource(request.type());
    boolean destroys = request.planned().isNull();
    Optional<Attributes> prior =
        request.prior().isNull() ? Optional.empty() : Optional.of(Attributes.of(request.prior()));
    try {
      if (destroys) {
        Attributes object = prior.orElseThrow();
        resource.destroy(host(object), object);
        return applied(request.planned(), List.of());
      }
      Attributes planned = Attributes.of(request.planned());
      return applied(resource.apply(host(planned), prior, planned).object(), List.of());
    } catch (NoSuchHostException e) {
      return destroys
          ? applied(request.planned(), List.of())
          : applied(request.prior(), List.of(unreached(e)));
    } catch (HostException e) {
      return applied(request.prior(), List.of(unreached(e)));
    } catch (CheckFailedException e) {
      return applied(request.prior(), List.of(ChangeFailedException.said(e.diagnostic())));
    } catch (ChangeFailedException e) {
      return applied(request.prior(), List.of(e.diagnostic()));
    } catch (InterruptedException e) {
      return applied(request.prior(), List.of(interrupted()));
    }
  }

  private static Responses.Apply applied(Value after, List<ProviderDiagnostic> diagnostics) {
    return new Responses.Apply(after, PrivateData.NONE, false, diagnostics);
  }

  @Override
  public Responses.ReadData readData(Requests.ReadData request) {
    Value nothing = Value.nullOf(FactsDataSource.BLOCK.impliedType());
    try {
      Host host = host(Attributes.of(request.configuration()));
      return new Responses.ReadData(FactsDataSource.read(host), List.of());
    } catch (HostException e) {
      return new Responses.ReadData(nothing, List.of(unreached(e)));
    } catch (CheckFailedException e) {
      return new Responses.ReadData(nothing, List.of(ChangeFailedException.said(e.diagnostic())));
    } catch (InterruptedException e) {
      return new Responses.ReadData(nothing, List.of(interrupted()));
    }
  }

  /// The object as planned, with what was unknown as it is found after the change.
  static Attributes readBack(HostResource resource, Host host, Attributes planned)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException {
    Attributes found =
        resource
            .read(host, planned)
            .orElseThrow(() ->
                new ChangeFailedException(
                    ProviderDiagnostic.error(
                        "The object is gone again",
                        "It was made on "
                            + host.address().text()
                            + " but is not there any more. Something else on the host may"
                            + " remove it.")));
    return planned.knownBy(found);
  }

  private Host host(Attributes attributes) throws HostException {
    Diagnostics faults = new Diagnostics();
    HostAddress address =
        HostAddress.parse(attributes.required("host"), faults)
            .orElseThrow(() -> new IllegalStateException("the host address was validated"));
    return hosts.host(address);
  }

  private static ProviderDiagnostic unreached(HostException e) {
    return ProviderDiagnostic.error("Host not reached", e.explanation());
  }

  private static ProviderDiagnostic interrupted() {
    Thread.currentThread().interrupt();
    return ProviderDiagnostic.error(
        "Interrupted", "The run was stopped while it waited for the host.");
  }
}
