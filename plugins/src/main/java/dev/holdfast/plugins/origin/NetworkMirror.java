package dev.holdfast.plugins.origin;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.plugins.packages.PackageHash;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.credentials.Credentials;
import dev.holdfast.registry.settings.HostName;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebException;
import dev.holdfast.registry.web.WebReply;
import dev.holdfast.registry.web.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A server that has packages in the protocol of provider mirrors: `HOST/NAMESPACE/TYPE/index.json`
/// lists the versions, `HOST/NAMESPACE/TYPE/VERSION.json` the archives of one.
public final class NetworkMirror implements PackageOrigin {
  private static final int LARGEST_DOCUMENT = 16 << 20;

  private final URI base;
  private final Web web;
  private final Credentials credentials;
  private final boolean trustAllHashes;

  /// @param base ends with a slash
  /// @param trustAllHashes whether the checksums for all platforms go to the lock file
  public NetworkMirror(URI base, Web web, Credentials credentials, boolean trustAllHashes) {
    this.base = base;
    this.web = web;
    this.credentials = credentials;
    this.trustAllHashes = trustAllHashes;
  }

  @Override
  public AvailableVersions versions(ProviderSource source)
      throws PackageUnavailableException, InterruptedException {
    TreeMap<Version, List<String>> versions = new TreeMap<>();
    // A host with a port looks like a scheme where nothing comes before it.
    WebReply reply = read(base.resolve("./" + source + "/index.json"), source);
    try (JsonInput input = new JsonInput(reply.body(), reply.address().toString())) {
      input.document(() ->
          input.object(name -> {
            if (name.equals("versions")) {
              input.object(text -> {
                Version.parse(text).ifPresent(each -> versions.put(each, List.of()));
                input.skip();
              });
            } else {
              input.skip();
            }
          }));
    } catch (DamagedJsonException damaged) {
      throw damaged(damaged);
    }
    return new AvailableVersions(versions, List.of());
  }

  /// An archive that the mirror has.
  private record Archive(String url, Set<PackageHash> hashes) {}

  @Override
  public PackageOffer offer(ProviderSource source, Version version, Platform platform)
      throws PackageUnavailableException, InterruptedException {
    WebReply reply = read(base.resolve("./" + source + "/" + version + ".json"), source);
    Map<String, Archive> archives = new HashMap<>();
    try (JsonInput input = new JsonInput(reply.body(), reply.address().toString())) {
      input.document(() ->
          input.object(name -> {
            if (name.equals("archives")) {
              input.object(text -> archives.put(text, archive(input)));
            } else {
              input.skip();
            }
          }));
    } catch (DamagedJsonException damaged) {
      throw damaged(damaged);
    }
    Archive archive = archives.get(platform.toString());
    if (archive == null) {
      throw PackageUnavailableException.because(
          "%s has no package of %s %s for %s".formatted(description(), source, version, platform));
    }
    Set<PackageHash> vouched = new HashSet<>();
    if (trustAllHashes) {
      archives.values().forEach(each -> vouched.addAll(each.hashes()));
    }
    return new PackageOffer(
        new PackageOffer.Remote(address(reply.address(), archive.url())),
        archive.hashes(),
        vouched,
        archive.hashes().isEmpty()
            ? PackageOffer.Authentication.NONE
            : PackageOffer.Authentication.CHECKSUM);
  }

  private static Archive archive(JsonInput input) throws DamagedJsonException {
    String[] url = {""};
    Set<PackageHash> hashes = new HashSet<>();
    input.object(name -> {
      switch (name) {
        case "url" -> url[0] = input.text();
        case "hashes" ->
            input.texts().forEach(text -> PackageHash.parse(text).ifPresent(hashes::add));
        default -> input.skip();
      }
    });
    return new Archive(url[0], hashes);
  }

  private URI address(URI document, String url) throws PackageUnavailableException {
    try {
      URI address = document.resolve(url);
      if (!url.isEmpty() && address.getHost() != null) {
        return address;
      }
    } catch (IllegalArgumentException invalid) {
      // Said below.
    }
    throw PackageUnavailableException.because(
        "the mirror " + description() + " tells an address of a package that is none");
  }

  private WebReply read(URI address, ProviderSource source)
      throws PackageUnavailableException, InterruptedException {
    String host = HostName.normal(Web.server(address)).orElse(String.valueOf(address.getHost()));
    try {
      return web.read(WebRequest.of(address).with(credentials.token(host)), LARGEST_DOCUMENT);
    } catch (WebException fault) {
      if (fault.status() == 404 || fault.status() == 410) {
        throw PackageUnavailableException.unknown(
            "provider " + source + " was not found in the mirror " + description());
      }
      throw unreachable(fault);
    } catch (IOException fault) {
      throw unreachable(fault);
    }
  }

  private PackageUnavailableException unreachable(IOException fault) {
    return PackageUnavailableException.because(
        "the mirror " + description() + " cannot be asked: " + fault.getMessage());
  }

  private PackageUnavailableException damaged(DamagedJsonException fault) {
    return PackageUnavailableException.because(
        "the mirror " + description() + " answered with damaged JSON: " + fault.getMessage());
  }

  @Override
  public String description() {
    return base.toString();
  }
}
