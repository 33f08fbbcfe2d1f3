package dev.holdfast.modules.fetch;

import dev.holdfast.engine.config.RegistryModule;
import dev.holdfast.engine.config.RemotePackage;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.config.VersionConstraints;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.registry.credentials.Credentials;
import dev.holdfast.registry.discovery.HostServices;
import dev.holdfast.registry.discovery.ServiceDiscovery;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebException;
import dev.holdfast.registry.web.WebReply;
import dev.holdfast.registry.web.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

/// Asks registries which versions of a module there are and where they are.
final class ModuleRegistry {
  private static final int LARGEST_ANSWER = 16 << 20;

  private final Web web;
  private final ServiceDiscovery discovery;
  private final Credentials credentials;
  private final ConcurrentMap<String, Listing> listings = new ConcurrentHashMap<>();

  /// The versions of one module, asked for by one thread while the others wait.
  private static final class Listing {
    final ReentrantLock lock = new ReentrantLock();
    Optional<List<Version>> versions = Optional.empty();
  }

  ModuleRegistry(Web web, ServiceDiscovery discovery, Credentials credentials) {
    this.web = web;
    this.discovery = discovery;
    this.credentials = credentials;
  }

  /// The newest version that a constraint allows.
  Version choose(RegistryModule module, String constraint)
      throws FetchException, InterruptedException {
    VersionConstraints constraints =
        VersionConstraints.parse(constraint)
            .orElseThrow(() -> new FetchException("The version constraint is not valid."));
    List<Version> versions = versions(module);
    Optional<Version> chosen =
        versions.stream()
            .filter(each ->
                constraints.terms().isEmpty()
                    ? each.prerelease().isEmpty()
                    : constraints.allow(each))
            .max(Comparator.naturalOrder());
    return chosen.orElseThrow(() -> new FetchException(noneMatches(module, constraint, versions)));
  }

  private static String noneMatches(
      RegistryModule module, String constraint, List<Version> versions) {
    String newest =
        versions.stream()
            .max(Comparator.naturalOrder())
            .map(version -> "the newest is " + version)
            .orElse("it has none at all");
    return constraint.isEmpty()
        ? "The registry %s has no release of the module: %s."
            .formatted(module.registryHost(), newest)
        : "No version in the registry %s matches \"%s\": %s."
            .formatted(module.registryHost(), constraint, newest);
  }

  private List<Version> versions(RegistryModule module)
      throws FetchException, InterruptedException {
    Listing listing = listings.computeIfAbsent(module.packageAddress(), address -> new Listing());
    listing.lock.lockInterruptibly();
    try {
      if (listing.versions.isEmpty()) {
        listing.versions = Optional.of(read(get(module, "versions")));
      }
      return listing.versions.get();
    } finally {
      listing.lock.unlock();
    }
  }

  /// Where a version of a module is.
  RemotePackage location(RegistryModule module, String version)
      throws FetchException, InterruptedException {
    WebReply reply = get(module, version + "/download");
    String location = reply.header("X-Terraform-Get").filter(each -> !each.isEmpty()).orElse("");
    if (location.isEmpty() && reply.status() == 200) {
      location = locationIn(reply);
    }
    if (location.isEmpty()) {
      throw new FetchException(
          "The registry %s does not say where version %s of the module is."
              .formatted(module.registryHost(), version));
    }
    return RemotePackage.parse(WebPackages.absolute(reply.address(), location));
  }

  private WebReply get(RegistryModule module, String what)
      throws FetchException, InterruptedException {
    String host = module.registryHost();
    try {
      HostServices services = discovery.of(host);
      URI base =
          services
              .service(ServiceDiscovery.MODULES)
              .orElseThrow(() ->
                  new FetchException("The host %s is no registry of modules.".formatted(host)));
      URI address =
          base.resolve(
              "%s/%s/%s/%s".formatted(module.namespace(), module.name(), module.system(), what));
      return web.read(
          WebRequest.of(address)
              .with(credentials.token(host))
              .withHeader("Accept", "application/json"),
          LARGEST_ANSWER);
    } catch (WebException fault) {
      if (fault.status() == 404) {
        throw new FetchException(
            "The registry %s has no module %s/%s/%s%s."
                .formatted(
                    host,
                    module.namespace(),
                    module.name(),
                    module.system(),
                    what.equals("versions") ? "" : " of this version"),
            fault);
      }
      throw new FetchException(WebPackages.sentence(fault), fault);
    } catch (IOException fault) {
      throw new FetchException(WebPackages.sentence(fault), fault);
    }
  }

  /// `{"modules": [{"versions": [{"version": "1.2.3"}]}]}`. Versions that are none do not count.
  private static List<Version> read(WebReply reply) throws FetchException {
    List<Version> versions = new ArrayList<>();
    try (JsonInput input = new JsonInput(reply.body(), reply.address().toString())) {
      input.document(() ->
          member(
              input,
              "modules",
              () ->
                  input.array(() ->
                      member(
                          input,
                          "versions",
                          () ->
                              input.array(() ->
                                  member(
                                      input,
                                      "version",
                                      () ->
                                          Version.parse(input.text())
                                              .ifPresent(versions::add)))))));
    } catch (DamagedJsonException damaged) {
      throw new FetchException("The registry gave an answer that is not understood.", damaged);
    }
    return versions;
  }

  private static String locationIn(WebReply reply) throws FetchException {
    StringBuilder location = new StringBuilder();
    try (JsonInput input = new JsonInput(reply.body(), reply.address().toString())) {
      input.document(() -> member(input, "location", () -> location.append(input.text())));
    } catch (DamagedJsonException damaged) {
      throw new FetchException("The registry gave an answer that is not understood.", damaged);
    }
    return location.toString();
  }

  /// Reads one member of an object and passes over the others.
  private static void member(JsonInput input, String name, JsonInput.Element value)
      throws DamagedJsonException {
    input.object(each -> {
      if (each.equals(name)) {
        value.read();
      } else {
        input.skip();
      }
    });
  }
}
