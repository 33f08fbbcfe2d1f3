package dev.holdfast.lab.provider;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.lab.Lab;
import dev.holdfast.lab.Labs;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The provider `lab`: hosts, networks, images and links on this machine.
///
/// ```hcl
/// provider "lab" {
///   name = "shop"
/// }
/// ```
///
/// Its resources change the machine only through [Lab], which keeps other processes out, so any
/// number of threads may use it.
public final class LabProvider implements Provider {
  /// Where a configuration names it from.
  public static final ProviderSource SOURCE = ProviderSource.implied("lab");

  private static final Block CONFIGURATION =
      Block.of(
          Map.of(
              "name",
              Attribute.optional(
                  Type.STRING, "The lab's name; by default that of the configuration's folder.")));

  private final LabContext.Opener opener;
  private final String defaultName;
  private final ProviderSchema schema;
  private LabContext context;

  /// A provider of the labs of this machine.
  ///
  /// @param defaultName the lab's name when the configuration gives none; [#nameFor] makes one
  public LabProvider(String defaultName) {
    this(new OpenedOnce(Labs::ofMachine), defaultName);
  }

  LabProvider(LabContext.Opener opener, String defaultName) {
    this.opener = opener;
    this.defaultName = defaultName;
    this.context = new LabContext(opener, defaultName, new Declarations());
    Map<String, ResourceSchema> schemas = new TreeMap<>();
    resources().forEach((type, resource) -> schemas.put(type, ResourceSchema.of(resource.block())));
    this.schema =
        new ProviderSchema(
            CONFIGURATION, schemas, Map.of(), Map.of(), Map.of(), ProviderSchema.Capabilities.NONE);
  }

  /// Looks for the labs when they are first needed, so that what needs no machine works anywhere.
  private static final class OpenedOnce implements LabContext.Opener {
    private final LabContext.Opener opener;
    private volatile Optional<Labs> labs = Optional.empty();

    OpenedOnce(LabContext.Opener opener) {
      this.opener = opener;
    }

    @Override
    public synchronized Labs open() throws IOException {
      if (labs.isEmpty()) {
        labs = Optional.of(opener.open());
      }
      return labs.get();
    }
  }

  /// A name for the lab of the configuration in a folder: the folder's, as far as it can be one.
  public static String nameFor(java.nio.file.Path folder) {
    java.nio.file.Path last = folder.toAbsolutePath().normalize().getFileName();
    String name =
        (last == null ? "" : last.toString())
            .toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String cut = name.substring(0, Math.min(name.length(), 40)).replaceAll("-$", "");
    return Lab.isName(cut) ? cut : "default";
  }

  private Map<String, LabResource> resources() {
    LabContext present = context;
    return Map.of(
        "lab_image", new ImageResource(present),
        "lab_network", new NetworkResource(present),
        "lab_host", new HostResource(present),
        "lab_link", new LinkResource(present));
  }

  private Optional<LabResource> resource(String type) {
    return Optional.ofNullable(resources().get(type));
  }

  @Override
  public ProviderSchema schema() {
    return schema;
  }

  @Override
  public List<ProviderDiagnostic> validateConfiguration(Value configuration) {
    Faults faults = new Faults();
    Fields.of(configuration).ifPresent(fields -> Names.check(fields, "name", "lab", faults));
    return faults.list();
  }

  @Override
  public List<ProviderDiagnostic> configure(Value configuration) {
    Optional<Fields> fields = Fields.of(configuration);
    Faults faults = new Faults();
    if (fields.isPresent() && !fields.get().isKnown("name")) {
      faults.error(
          Path.ROOT.attribute("name"),
          "Name of the lab not known",
          "The name of the lab must be known when planning, since everything in it is found by its"
              + " name. Do not let it depend on a resource.");
      return faults.list();
    }
    String name = fields.flatMap(known -> known.text("name")).orElse(defaultName);
    if (!Lab.isName(name)) {
      return validateConfiguration(configuration);
    }
    if (!administrator()) {
      faults.error(
          Path.ROOT,
          "Labs need root",
          "A lab is made of namespaces, mounts and control groups, which only root may make. Run"
              + " this as root, for example with sudo; `holdfast lab doctor` shows what else is"
              + " needed.");
    }
    context = new LabContext(opener, name, new Declarations());
    return faults.list();
  }

  private static boolean administrator() {
    try {
      return Files.getAttribute(java.nio.file.Path.of("/proc/self"), "unix:uid")
          .equals(Integer.valueOf(0));
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  @Override
  public List<ProviderDiagnostic> validateResource(String type, Value configuration) {
    Faults faults = new Faults();
    Optional<LabResource> resource = resource(type);
    if (resource.isEmpty()) {
      return List.of(unknownType(type));
    }
    Fields.of(configuration).ifPresent(fields -> resource.get().validate(fields, faults));
    return faults.list();
  }

  @Override
  public Responses.Upgrade upgradeState(Requests.Upgrade request) {
    Optional<LabResource> resource = resource(request.type());
    if (resource.isEmpty()) {
      return new Responses.Upgrade(
          Value.nullOf(Type.DYNAMIC), List.of(unknownType(request.type())));
    }
    Type type = resource.get().block().impliedType();
    try {
      return new Responses.Upgrade(ValueJson.decode(request.json().bytes(), type), List.of());
    } catch (CodecException fault) {
      return new Responses.Upgrade(
          Value.nullOf(type),
          List.of(
              ProviderDiagnostic.error(
                  "Stored object is damaged",
                  "The attributes of the object in the state do not follow its schema: "
                      + fault.getMessage()
                      + "."))); // The engine names the resource.
    }
  }

  @Override
  public Responses.Read read(Requests.Read request) {
    Faults faults = new Faults();
    Value current = request.current();
    Optional<LabResource> resource = resource(request.type());
    Optional<Fields> fields = Fields.of(current);
    if (resource.isPresent() && fields.isPresent()) {
      try {
        current =
            resource
                .get()
                .read(fields.get())
                .<Value>map(Fields::object)
                .orElseGet(() -> Value.nullOf(request.current().type()));
      } catch (IOException failed) {
        faults.failure("looking at " + described(request.type(), fields.get()), failed);
      }
    }
    return new Responses.Read(current, request.privateData(), faults.list());
  }

  @Override
  public Responses.Plan plan(Requests.Plan request) {
    Faults faults = new Faults();
    Optional<LabResource> resource = resource(request.type());
    Optional<Fields> proposed = Fields.of(request.proposed());
    if (resource.isEmpty()) {
      return planned(request.proposed(), List.of(), List.of(unknownType(request.type())));
    }
    if (proposed.isEmpty()) {
      return planned(request.proposed(), List.of(), List.of());
    }
    try {
      LabResource.Planned planned =
          resource.get().plan(Fields.of(request.prior()), proposed.get(), faults);
      return planned(planned.object().object(), planned.requiresReplace(), faults.list());
    } catch (IOException failed) {
      faults.failure("planning " + described(request.type(), proposed.get()), failed);
      return planned(request.proposed(), List.of(), faults.list());
    }
  }

  private static Responses.Plan planned(
      Value object, List<Path> requiresReplace, List<ProviderDiagnostic> diagnostics) {
    return new Responses.Plan(object, requiresReplace, PrivateData.NONE, false, diagnostics);
  }

  @Override
  public Responses.Apply apply(Requests.Apply request) {
    Optional<LabResource> resource = resource(request.type());
    if (resource.isEmpty()) {
      return applied(request.prior(), List.of(unknownType(request.type())));
    }
    Faults faults = new Faults();
    Optional<Fields> prior = Fields.of(request.prior());
    Optional<Fields> planned = Fields.of(request.planned());
    Fields subject = planned.or(() -> prior).orElse(null);
    if (subject == null) {
      return applied(request.planned(), List.of());
    }
    String described = described(request.type(), subject);
    try {
      if (planned.isEmpty()) {
        resource.get().delete(subject, request.progress());
        return applied(request.planned(), List.of());
      }
      Fields after = resource.get().apply(prior, planned.get(), request.progress(), faults);
      return applied(faults.any() ? request.prior() : after.object(), faults.list());
    } catch (IOException failed) {
      faults.failure((planned.isEmpty() ? "removing " : "making ") + described, failed);
      // What was begun is recorded by the lab itself; the next apply goes on with it.
      return applied(request.prior(), faults.list());
    }
  }

  private static Responses.Apply applied(Value after, List<ProviderDiagnostic> diagnostics) {
    return new Responses.Apply(after, PrivateData.NONE, false, diagnostics);
  }

  private static String described(String type, Fields fields) {
    return type + fields.text("name").map(name -> " " + name).orElse("");
  }

  private ProviderDiagnostic unknownType(String type) {
    return ProviderDiagnostic.error(
        "Unsupported resource type",
        "The provider lab has no resource type \""
            + type
            + "\". It has "
            + resources().keySet().stream().sorted().collect(Collectors.joining(", "))
            + ".");
  }
}
