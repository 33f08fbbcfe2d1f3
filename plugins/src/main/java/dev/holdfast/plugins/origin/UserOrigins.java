package dev.holdfast.plugins.origin;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.credentials.Credentials;
import dev.holdfast.registry.credentials.UserCredentials;
import dev.holdfast.registry.discovery.ServiceDiscovery;
import dev.holdfast.registry.settings.InstallationMethod;
import dev.holdfast.registry.settings.ProviderPatterns;
import dev.holdfast.registry.settings.UserFolders;
import dev.holdfast.registry.settings.UserSettings;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The places that a user's settings name, and the connections to them. Close it at the end.
public final class UserOrigins implements AutoCloseable {
  private final UserSettings settings;
  private final Map<String, String> environment;
  private final Path folder;
  private final Clock clock;
  private final Web web;
  private final Credentials credentials;
  private final ServiceDiscovery discovery;

  /// @param folder where the user is: `terraform.d/plugins` in it is a mirror
  /// @param userAgent how to introduce oneself to servers
  public UserOrigins(
      UserSettings settings,
      Map<String, String> environment,
      Path folder,
      Clock clock,
      String userAgent) {
    this.settings = settings;
    this.environment = environment;
    this.folder = folder;
    this.clock = clock;
    this.web = new Web(patience(settings, environment, userAgent), environment);
    this.credentials = new UserCredentials(settings, environment);
    this.discovery = new ServiceDiscovery(web, credentials, settings.services());
  }

  private static WebSettings patience(
      UserSettings settings, Map<String, String> environment, String userAgent) {
    WebSettings standard = WebSettings.standard(userAgent);
    if (settings.registryRetries() >= 0) {
      standard = standard.withRetries(settings.registryRetries());
    }
    if (settings.registryTimeout() > 0) {
      standard = standard.withTimeout(Duration.ofSeconds(settings.registryTimeout()));
    }
    return standard.with(environment);
  }

  /// The connections, which downloads share.
  public Web web() {
    return web;
  }

  /// How often a download is tried again: `TF_PROVIDER_DOWNLOAD_RETRY`, or else 2.
  public int downloadRetries() {
    int given =
        settings.methods().stream()
            .mapToInt(method ->
                switch (method) {
                  case InstallationMethod.Direct direct -> direct.downloadRetries();
                  case InstallationMethod.NetworkMirror mirror -> mirror.downloadRetries();
                  default -> -1;
                })
            .max()
            .orElse(-1);
    return WebSettings.whole(environment, "TF_PROVIDER_DOWNLOAD_RETRY", given < 0 ? 2 : given);
  }

  /// The places that the settings name; where they name none, the folders in which the peers look,
  /// and for providers that are in none of them the registries.
  public PackageOrigin all() {
    if (settings.methods().isEmpty()) {
      return implied();
    }
    List<Origins.Choice> choices = new ArrayList<>();
    for (InstallationMethod method : settings.methods()) {
      choices.add(new Origins.Choice(origin(method), method.patterns()));
    }
    return new Origins(choices);
  }

  private PackageOrigin origin(InstallationMethod method) {
    return switch (method) {
      case InstallationMethod.Direct direct -> registries();
      case InstallationMethod.FilesystemMirror mirror -> new FilesystemMirror(mirror.path());
      case InstallationMethod.NetworkMirror mirror ->
          networkMirror(mirror.url(), mirror.trustAllHashes());
      case InstallationMethod.Unsupported unsupported -> new UnsupportedOrigin(unsupported.name());
    };
  }

  /// The registries that the sources of providers name.
  public PackageOrigin registries() {
    return new Registry(web, discovery, credentials, environment, clock);
  }

  /// A mirror on the network.
  ///
  /// @param address ends with a slash
  public PackageOrigin networkMirror(URI address, boolean trustAllHashes) {
    return new NetworkMirror(address, web, credentials, trustAllHashes);
  }

  /// Only folders.
  public static PackageOrigin folders(List<Path> folders) {
    return new Origins(
        folders.stream()
            .<Origins.Choice>map(
                each -> new Origins.Choice(new FilesystemMirror(each), ProviderPatterns.ALL))
            .toList());
  }

  /// A provider that is in one of the folders is taken from there only: who puts it there does not
  /// want it from anywhere else.
  private PackageOrigin implied() {
    List<Origins.Choice> choices = new ArrayList<>();
    List<ProviderPatterns.Pattern> local = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    folders.add(folder.resolve("terraform.d").resolve("plugins"));
    folders.addAll(UserFolders.of(environment).plugins());
    for (Path each : folders) {
      List<ProviderPatterns.Pattern> found = providers(each);
      if (!found.isEmpty()) {
        local.addAll(found);
        choices.add(
            new Origins.Choice(new FilesystemMirror(each), new ProviderPatterns(found, List.of())));
      }
    }
    choices.add(new Origins.Choice(registries(), new ProviderPatterns(List.of(), local)));
    return new Origins(choices);
  }

  /// The providers that a folder has packages of: it is walked three levels deep.
  private static List<ProviderPatterns.Pattern> providers(Path root) {
    List<ProviderPatterns.Pattern> found = new ArrayList<>();
    if (!Files.isDirectory(root)) {
      return found;
    }
    try (Stream<Path> paths = Files.walk(root, 3, FileVisitOption.FOLLOW_LINKS)) {
      paths
          .filter(path -> root.relativize(path).getNameCount() == 3 && Files.isDirectory(path))
          .forEach(path -> {
            Path name = root.relativize(path);
            found.add(
                new ProviderPatterns.Pattern(
                    name.getName(0).toString(),
                    name.getName(1).toString(),
                    name.getName(2).toString()));
          });
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
    return found;
  }

  @Override
  public void close() {
    web.close();
  }

  /// Stands for a method that this program does not know.
  private record UnsupportedOrigin(String name) implements PackageOrigin {
    @Override
    public AvailableVersions versions(ProviderSource source) throws PackageUnavailableException {
      throw unsupported(source);
    }

    private PackageUnavailableException unsupported(ProviderSource source) {
      return PackageUnavailableException.because(
          "the CLI configuration wants %s from an %s, which this version cannot use; exclude it there or name another method"
              .formatted(source, name));
    }

    @Override
    public PackageOffer offer(ProviderSource source, Version version, Platform platform)
        throws PackageUnavailableException {
      throw unsupported(source);
    }

    @Override
    public String description() {
      return name;
    }
  }
}
