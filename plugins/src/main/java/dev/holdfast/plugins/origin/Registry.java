package dev.holdfast.plugins.origin;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.credentials.Credentials;
import dev.holdfast.registry.discovery.ServiceDiscovery;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebException;
import dev.holdfast.registry.web.WebReply;
import dev.holdfast.registry.web.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The registry at the host that a provider's source names, in the protocol `providers.v1`.
public final class Registry implements PackageOrigin {
  private static final int LARGEST_DOCUMENT = 16 << 20;

  private final Web web;
  private final ServiceDiscovery discovery;
  private final Credentials credentials;
  private final ReleaseVerification verification;

  /// @param environment for the variables that say what signatures are wanted
  public Registry(
      Web web,
      ServiceDiscovery discovery,
      Credentials credentials,
      Map<String, String> environment,
      Clock clock) {
    this.web = web;
    this.discovery = discovery;
    this.credentials = credentials;
    this.verification = new ReleaseVerification(web, environment, clock);
  }

  @Override
  public AvailableVersions versions(ProviderSource source)
      throws PackageUnavailableException, InterruptedException {
    WebReply reply = read(source, "versions");
    TreeMap<Version, List<String>> versions = new TreeMap<>();
    List<String> warnings = new ArrayList<>();
    try (JsonInput input = new JsonInput(reply.body(), source.host())) {
      input.document(() ->
          input.object(name -> {
            switch (name) {
              case "versions" -> input.array(() -> readVersion(input, versions));
              case "warnings" -> warnings.addAll(input.texts());
              default -> input.skip();
            }
          }));
    } catch (DamagedJsonException damaged) {
      throw damaged(source, damaged);
    }
    return new AvailableVersions(versions, warnings);
  }

  private static void readVersion(JsonInput input, Map<Version, List<String>> versions)
      throws DamagedJsonException {
    String[] version = {""};
    List<String> protocols = new ArrayList<>();
    input.object(name -> {
      switch (name) {
        case "version" -> version[0] = input.text();
        case "protocols" -> protocols.addAll(input.texts());
        default -> input.skip();
      }
    });
    // Two versions that differ in metadata only are one to us, and could not be told apart.
    if (!version[0].contains("+")) {
      Version.parse(version[0]).ifPresent(each -> versions.put(each, List.copyOf(protocols)));
    }
  }

  @Override
  public PackageOffer offer(ProviderSource source, Version version, Platform platform)
      throws PackageUnavailableException, InterruptedException {
    String path = "%s/download/%s/%s".formatted(version, platform.os(), platform.architecture());
    WebReply reply;
    try {
      reply = read(source, path);
    } catch (PackageUnavailableException fault) {
      if (fault.isUnknownProvider()) {
        throw PackageUnavailableException.because(
            "provider %s %s is not available for %s".formatted(source, version, platform));
      }
      throw fault;
    }
    try {
      Release release = Release.read(reply.body(), reply.address());
      return verification.offer(source, version, release);
    } catch (DamagedJsonException damaged) {
      throw damaged(source, damaged);
    }
  }

  @Override
  public String description() {
    return "its origin registry";
  }

  private WebReply read(ProviderSource source, String path)
      throws PackageUnavailableException, InterruptedException {
    String host = source.host();
    try {
      URI service =
          discovery
              .of(host)
              .service(ServiceDiscovery.PROVIDERS)
              .orElseThrow(() ->
                  PackageUnavailableException.because(
                      "the host %s does not offer a provider registry".formatted(host)));
      URI address = service.resolve(source.namespace() + "/" + source.type() + "/" + path);
      return web.read(
          WebRequest.of(address)
              .with(credentials.token(host))
              .withHeader("Accept", "application/json"),
          LARGEST_DOCUMENT);
    } catch (WebException fault) {
      if (fault.status() == 404) {
        throw PackageUnavailableException.unknown(
            "provider registry %s does not have a provider named %s".formatted(host, source));
      }
      throw unreachable(host, fault);
    } catch (IOException fault) {
      throw unreachable(host, fault);
    }
  }

  private static PackageUnavailableException unreachable(String host, IOException fault) {
    return PackageUnavailableException.because(
        "the registry %s cannot be asked: %s".formatted(host, fault.getMessage()));
  }

  private static PackageUnavailableException damaged(
      ProviderSource source, DamagedJsonException fault) {
    return PackageUnavailableException.because(
        "the registry %s answered with damaged JSON: %s"
            .formatted(source.host(), fault.getMessage()));
  }
}
