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
import dev.holdfast.hosts.operation.Installations;
import dev.holdfast.hosts.operation.PackageManager;
import dev.holdfast.hosts.operation.PackageOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// `host_package`: packages that are installed. Destroying it leaves them installed, since others
/// may need them, unless `remove_on_destroy`.
final class PackageResource implements HostResource {
  private static final Block BLOCK =
      Schemas.block(
          Map.of(
              "name",
                  Attribute.optional(
                      Type.STRING, "A package, with a version if need be: nginx=1.22.1-9."),
              "names", Attribute.optional(Type.set(Type.STRING), "Several packages."),
              "versions",
                  Attribute.computed(Type.map(Type.STRING), "The versions installed, by name."),
              "remove_on_destroy", Schemas.flag("Whether destroying it removes the packages.")));

  private final Installations installations = new Installations();

  @Override
  public Block block() {
    return BLOCK;
  }

  @Override
  public Set<String> replacedBy() {
    return Set.of();
  }

  @Override
  public String identifiedBy() {
    return "";
  }

  @Override
  public List<ProviderDiagnostic> validate(Attributes configuration) {
    List<ProviderDiagnostic> faults = new ArrayList<>();
    if (configuration.isSet("name") == configuration.isSet("names")) {
      faults.add(
          ProviderDiagnostic.error(
              "Packages wanted", "Exactly one of name and names must be set."));
    }
    packages(configuration).stream()
        .filter(name -> !name.matches("[A-Za-z0-9][A-Za-z0-9+._:~=-]*"))
        .forEach(name ->
            faults.add(
                ProviderDiagnostic.error(
                    "Invalid package",
                    "\"" + name + "\" cannot be the name of a package.",
                    Path.ROOT.attribute(configuration.isSet("name") ? "name" : "names"))));
    return faults;
  }

  private static List<String> packages(Attributes attributes) {
    return attributes
        .text("name")
        .map(List::of)
        .or(() -> attributes.texts("names"))
        .orElse(List.of());
  }

  @Override
  public Attributes refine(
      Optional<Attributes> prior, Attributes configuration, Attributes planned) {
    boolean same =
        prior
            .filter(before ->
                Equality.sameIgnoringRefinements(before.value("name"), planned.value("name"))
                    && Equality.sameIgnoringRefinements(
                        before.value("names"), planned.value("names")))
            .isPresent();
    return same ? planned : planned.with("versions", Value.unknown(Type.map(Type.STRING)));
  }

  private static PackageManager manager(Host host)
      throws HostException, CheckFailedException, InterruptedException {
    return Managers.on(host)
        .packages()
        .orElseThrow(() ->
            new CheckFailedException(
                host, "the packages", "It has none of apt, dnf and apk to install them with."));
  }

  @Override
  public Optional<Attributes> read(Host host, Attributes current)
      throws HostException, CheckFailedException, InterruptedException {
    List<String> wanted = packages(current);
    Map<String, String> installed = PackageOperation.check(manager(host), wanted).on(host);
    List<String> found = new ArrayList<>();
    Map<String, Value> versions = new TreeMap<>();
    for (String one : wanted) {
      String name = PackageManager.nameOf(one);
      String version = installed.get(name);
      if (version != null) {
        found.add(one.equals(name) ? name : name + "=" + version);
        versions.put(name, Value.of(version));
      }
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Attributes named =
        current.isSet("name")
            ? current.withText("name", found.getFirst())
            : current.withTexts("names", found);
    return Optional.of(named.with("versions", Value.map(Type.STRING, versions)));
  }

  @Override
  public Attributes apply(Host host, Optional<Attributes> prior, Attributes planned)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException {
    PackageManager manager = manager(host);
    ChangeFailedException.require(
        installations.apply(host, new PackageOperation(manager, packages(planned), true)));
    if (prior.isPresent() && planned.isTrue("remove_on_destroy")) {
      List<String> dropped = new ArrayList<>(PackageManager.namesOf(packages(prior.get())));
      dropped.removeAll(PackageManager.namesOf(packages(planned)));
      ChangeFailedException.require(
          installations.apply(host, new PackageOperation(manager, dropped, false)));
    }
    return HostProvider.readBack(this, host, planned);
  }

  @Override
  public void destroy(Host host, Attributes prior)
      throws HostException, CheckFailedException, ChangeFailedException, InterruptedException {
    if (prior.isTrue("remove_on_destroy")) {
      ChangeFailedException.require(
          installations.apply(host, new PackageOperation(manager(host), packages(prior), false)));
    }
  }
}
