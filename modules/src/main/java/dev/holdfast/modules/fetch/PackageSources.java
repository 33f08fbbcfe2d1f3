package dev.holdfast.modules.fetch;

import dev.holdfast.engine.config.RegistryModule;
import dev.holdfast.engine.config.RemotePackage;
import dev.holdfast.engine.config.Version;
import dev.holdfast.modules.archive.ArchiveKind;
import dev.holdfast.modules.archive.ModuleArchive;
import dev.holdfast.registry.archive.Folders;
import dev.holdfast.registry.archive.UnsafeArchiveException;
import dev.holdfast.registry.credentials.Credentials;
import dev.holdfast.registry.discovery.ServiceDiscovery;
import dev.holdfast.registry.web.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Every place that packages can be fetched from. For use by many threads.
public final class PackageSources {
  private static final int MOST_REDIRECTS = 5;

  private final GitRepository git;
  private final MercurialRepository mercurial;
  private final WebPackages web;
  private final BucketPackages buckets;
  private final OciPackages oci;
  private final ModuleRegistry registry;

  /// @param environment of this process
  /// @param web not closed
  public PackageSources(
      Map<String, String> environment,
      Web web,
      ServiceDiscovery discovery,
      Credentials credentials) {
    this.git = new GitRepository(environment);
    this.mercurial = new MercurialRepository(environment);
    this.web = new WebPackages(web, new Netrc(environment));
    this.buckets = new BucketPackages(this.web, environment);
    this.oci = new OciPackages(web, this.web, environment);
    this.registry = new ModuleRegistry(web, discovery, credentials);
  }

  /// Fetches a package.
  ///
  /// @param address without subdirectory
  /// @param folder exists and is empty, as the only thing in a folder for temporary files; after a
  ///   fault its content is of no use
  /// @return where in the folder the package begins; empty for its root
  public String fetch(RemotePackage address, Path folder)
      throws FetchException, IOException, InterruptedException {
    String subdirectory = "";
    RemotePackage current = address;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      Optional<RemotePackage> elsewhere = fetchOnce(current, folder);
      if (elsewhere.isEmpty()) {
        return subdirectory;
      }
      String inside = elsewhere.get().subdirectory();
      subdirectory = subdirectory.isEmpty() ? inside : inside + "/" + subdirectory;
      current = elsewhere.get().whole();
    }
    throw new FetchException("The server leads from one address to the next without end.");
  }

  private Optional<RemotePackage> fetchOnce(RemotePackage address, Path folder)
      throws FetchException, IOException, InterruptedException {
    switch (kind(address)) {
      case "git" -> git.fetch(address, folder);
      case "hg" -> mercurial.fetch(address, folder);
      case "s3" -> buckets.fetchFromAmazon(address, folder);
      case "gcs" -> buckets.fetchFromGoogle(address, folder);
      case "oci" -> oci.fetch(address, folder);
      case "file" -> copy(address, folder);
      case "http", "https" -> {
        return web.fetch(address, folder);
      }
      default -> throw new FetchException(unknown(address));
    }
    return Optional.empty();
  }

  private static String kind(RemotePackage address) {
    int scheme = address.url().indexOf("://");
    String method =
        !address.method().isEmpty()
            ? address.method()
            : scheme < 0 ? "" : address.url().substring(0, scheme);
    return method.toLowerCase(Locale.ROOT);
  }

  private static void copy(RemotePackage address, Path folder) throws FetchException, IOException {
    String url = address.url();
    Path from = Path.of(url.startsWith("file://") ? url.substring("file://".length()) : url);
    Optional<ArchiveKind> kind = ArchiveKind.ofName(url);
    if (kind.isPresent() && Files.isRegularFile(from)) {
      try {
        ModuleArchive.unpack(from, kind.get(), folder);
      } catch (UnsafeArchiveException fault) {
        throw new FetchException(
            "The archive cannot be unpacked: %s.".formatted(fault.getMessage()), fault);
      }
      return;
    }
    if (!from.isAbsolute() || !Files.isDirectory(from)) {
      throw new FetchException("\"%s\" is not a folder of this machine.".formatted(from));
    }
    Folders.copy(from, folder);
  }

  private static String unknown(RemotePackage address) {
    String kind = kind(address);
    return switch (kind) {
      case "" ->
          "This is neither a path, which starts with ./ or ../, nor the address of a module in a"
              + " registry, NAMESPACE/NAME/SYSTEM, nor that of a package to fetch, such as"
              + " git::https://example.com/network.git.";
      case "ssh" -> "For a git repository, write git::%s.".formatted(address.url());
      default ->
          "There is no way to fetch by \"%s\". Modules come from git and Mercurial repositories, archives on"
                  .formatted(kind)
              + " the web and in buckets, OCI registries, folders and module registries.";
    };
  }

  /// An address without passwords and keys, to be shown.
  public static String withoutSecrets(RemotePackage address) {
    String query =
        address
            .query()
            .replaceAll("(?<=^|&)(sshkey|aws_access_key_secret|aws_access_token)=[^&]*", "$1=***");
    return new RemotePackage(
            address.method(),
            GitRepository.withoutPassword(address.url()),
            address.subdirectory(),
            query)
        .toString();
  }

  /// The newest version of a module that a constraint allows.
  public Version choose(RegistryModule module, String constraint)
      throws FetchException, InterruptedException {
    return registry.choose(module, constraint);
  }

  /// Fetches a version of a module.
  ///
  /// @return where in the folder the package begins; empty for its root
  public String fetch(RegistryModule module, String version, Path folder)
      throws FetchException, IOException, InterruptedException {
    RemotePackage location = registry.location(module, version);
    String inside = location.subdirectory();
    String begin = fetch(location.whole(), folder);
    return begin.isEmpty() || inside.isEmpty() ? begin + inside : begin + "/" + inside;
  }
}
