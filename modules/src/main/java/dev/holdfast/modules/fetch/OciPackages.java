package dev.holdfast.modules.fetch;

import dev.holdfast.engine.config.RemotePackage;
import dev.holdfast.modules.archive.ArchiveKind;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebException;
import dev.holdfast.registry.web.WebReply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Fetches from OCI registries, as OpenTofu does since 1.10: the address names a repository, `tag`
/// or `digest` what is in it; there is a manifest of a module package with one layer, a zip
/// archive.
///
/// Protocol: OCI distribution specification, "Pulling manifests" and "Pulling blobs".
final class OciPackages {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String MODULE = "application/vnd.opentofu.modulepkg";
  private static final String ARCHIVE = "archive/zip";
  private static final int LARGEST_MANIFEST = 4 << 20;
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final Pattern REPOSITORY =
      Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");

  private final Web web;
  private final WebPackages packages;
  private final Map<String, String> environment;

  /// @param environment of this process, which says where credentials are kept
  OciPackages(Web web, WebPackages packages, Map<String, String> environment) {
    this.web = web;
    this.packages = packages;
    this.environment = environment;
  }

  /// Fetches what an address names.
  ///
  /// @param folder exists and is empty
  void fetch(RemotePackage address, Path folder)
      throws FetchException, IOException, InterruptedException {
    URI uri = WebPackages.uri(address.url());
    String repository = uri.getRawPath().replaceAll("^/|/$", "");
    if (!"oci".equals(uri.getScheme()) || !REPOSITORY.matcher(repository).matches()) {
      throw new FetchException(
          "The address must name a repository of an OCI registry: oci://HOST/REPOSITORY?tag=1.0.0.");
    }
    String reference = reference(Query.parse(address.query()));
    // As everywhere with such registries, one on this machine needs no certificate.
    boolean local = List.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
    String base =
        "%s://%s/v2/%s/".formatted(local ? "http" : "https", uri.getRawAuthority(), repository);
    try {
      OciAccess access = new OciAccess(web, environment, Web.server(uri));
      byte[] manifest = manifest(access, URI.create(base + "manifests/" + reference), reference);
      String digest = OciManifest.parse(manifest).onlyLayer(MODULE, ARCHIVE);
      packages.download(
          access.request(URI.create(base + "blobs/" + digest)), ArchiveKind.ZIP, digest, folder);
    } catch (WebException fault) {
      throw new FetchException(WebPackages.sentence(fault), fault);
    }
  }

  private static String reference(Query query) throws FetchException {
    String tag = query.value("tag");
    String digest = query.value("digest");
    if (!tag.isEmpty() && !digest.isEmpty()) {
      throw new FetchException("The address can have a tag or a digest, not both.");
    }
    if (!digest.isEmpty() && !DIGEST.matcher(digest).matches()) {
      throw new FetchException("The digest must be sha256: and 64 hexadecimal digits.");
    }
    if (!tag.isEmpty() && !TAG.matcher(tag).matches()) {
      throw new FetchException("\"%s\" is not a tag.".formatted(tag));
    }
    return !digest.isEmpty() ? digest : tag.isEmpty() ? "latest" : tag;
  }

  private static byte[] manifest(OciAccess access, URI address, String reference)
      throws FetchException, WebException, InterruptedException {
    WebReply reply = access.ask(address, MANIFEST + ", " + INDEX, LARGEST_MANIFEST);
    if (reply.status() == 404) {
      throw new FetchException(
          "The repository has no \"%s\", or there is no such repository.".formatted(reference));
    }
    if (reply.status() != 200) {
      throw new FetchException(
          "%s answered %d%s."
              .formatted(
                  Web.server(address),
                  reply.status(),
                  reply.status() == 401 || reply.status() == 403
                      ? " (the credentials for this registry are missing or not sufficient; \"docker login\" makes some)"
                      : ""));
    }
    if (reference.startsWith("sha256:") && !reference.equals(digest(reply.body()))) {
      throw new FetchException(
          "The manifest is not the one that the digest is of. It was changed on its way here.");
    }
    return reply.body();
  }

  private static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
