package dev.holdfast.plugins.origin;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.plugins.packages.PackageFolders;
import dev.holdfast.plugins.packages.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder with packages, each packed as
/// `HOST/NAMESPACE/TYPE/terraform-provider-TYPE_VERSION_OS_ARCHITECTURE.zip` or unpacked as
/// `HOST/NAMESPACE/TYPE/VERSION/OS_ARCHITECTURE/`. Unpacked ones come first.
public final class FilesystemMirror implements PackageOrigin {
  private final Path root;

  public FilesystemMirror(Path root) {
    this.root = root;
  }

  /// One package.
  private record Found(Version version, Platform platform, Path path, boolean packed) {}

  @Override
  public AvailableVersions versions(ProviderSource source) throws PackageUnavailableException {
    TreeMap<Version, List<String>> versions = new TreeMap<>();
    for (Found found : packages(source)) {
      versions.put(found.version(), List.of());
    }
    if (versions.isEmpty()) {
      throw PackageUnavailableException.unknown("provider " + source + " was not found in " + root);
    }
    return new AvailableVersions(versions, List.of());
  }

  @Override
  public PackageOffer offer(ProviderSource source, Version version, Platform platform)
      throws PackageUnavailableException {
    Found best = null;
    for (Found found : packages(source)) {
      boolean fits = found.version().compareTo(version) == 0 && found.platform().equals(platform);
      if (fits && (best == null || !found.packed())) {
        best = found;
      }
    }
    if (best == null) {
      throw PackageUnavailableException.because(
          "%s has no package of %s %s for %s".formatted(root, source, version, platform));
    }
    PackageOffer.Location location =
        best.packed()
            ? new PackageOffer.Archive(best.path())
            : new PackageOffer.Folder(best.path());
    return new PackageOffer(location, Set.of(), Set.of(), PackageOffer.Authentication.NONE);
  }

  @Override
  public String description() {
    return root.toString();
  }

  /// The packages of a provider; where there are none, those under the address that Terraform has
  /// for it.
  private List<Found> packages(ProviderSource source) throws PackageUnavailableException {
    try {
      List<Found> found = packages(PackageFolders.provider(root, source), source.type());
      Optional<ProviderSource> other = OtherRegistry.address(source);
      return found.isEmpty() && other.isPresent()
          ? packages(PackageFolders.provider(root, other.get()), source.type())
          : found;
    } catch (IOException fault) {
      throw PackageUnavailableException.because(
          "the mirror " + root + " cannot be read: " + PrivateFiles.describe(fault));
    }
  }

  private static List<Found> packages(Path folder, String type) throws IOException {
    List<Found> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    Pattern packed =
        Pattern.compile(
            "terraform-provider-" + Pattern.quote(type) + "_(.+)_([a-z0-9]+_[a-z0-9]+)\\.zip");
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        String name = each.getFileName().toString();
        Matcher matcher = packed.matcher(name);
        if (matcher.matches() && Files.isRegularFile(each)) {
          add(found, matcher.group(1), matcher.group(2), each, true);
        } else if (Version.parse(name).isPresent() && Files.isDirectory(each)) {
          addUnpacked(found, name, each);
        }
      }
    }
    return found;
  }

  private static void addUnpacked(List<Found> found, String version, Path folder)
      throws IOException {
    try (Stream<Path> platforms = Files.list(folder)) {
      platforms
          .filter(Files::isDirectory)
          .forEach(each -> add(found, version, each.getFileName().toString(), each, false));
    }
  }

  private static void add(
      List<Found> found, String versionText, String platformText, Path path, boolean packed) {
    Optional<Version> version = Version.parse(versionText);
    Optional<Platform> platform = Platform.parse(platformText);
    if (version.isPresent() && platform.isPresent()) {
      found.add(new Found(version.get(), platform.get(), path, packed));
    }
  }
}
