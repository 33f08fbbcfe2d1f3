package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds modules on this machine: local ones beside their caller, and others where they have been
/// installed, as the [ModuleManifest] says.
public final class InstalledModules implements ModuleLocator {
  private final Path root;
  private final ModuleManifest manifest;

  private InstalledModules(Path root, ModuleManifest manifest) {
    this.root = root;
    this.manifest = manifest;
  }

  /// What is installed for the configuration in a directory.
  public static InstalledModules of(Path root) {
    return of(root, root.resolve(".terraform"));
  }

  /// What is installed for the configuration in a directory.
  ///
  /// @param data the data directory
  public static InstalledModules of(Path root, Path data) {
    return new InstalledModules(root, ModuleManifest.read(ModuleManifest.file(data)));
  }

  @Override
  public Map<ModulePath, Path> locate(List<ModuleRequest> requests, Diagnostics diagnostics) {
    Map<ModulePath, Path> places = new HashMap<>();
    for (ModuleRequest request : requests) {
      Path place =
          request.source() instanceof ModuleSource.Local(String path)
              ? request.caller().resolve(path).normalize()
              : installed(request, diagnostics);
      if (place != null) {
        places.put(request.path(), place);
      }
    }
    return places;
  }

  private @Nullable Path installed(ModuleRequest request, Diagnostics diagnostics) {
    ModuleManifest.Entry entry = manifest.entries().get(request.key());
    Path place = entry == null ? null : root.resolve(entry.directory()).normalize();
    if (entry == null || place == null || !Files.isDirectory(place)) {
      diagnostics.add(
          Diagnostic.error(
              "Module not installed",
              "The module \"%s\" comes from \"%s\", which has not been fetched yet. Run \"holdfast init\" to install all modules that this configuration needs."
                  .formatted(request.path().names().getLast(), request.source().address()),
              request.range()));
      return null;
    }
    if (!isSource(entry, request.source())) {
      diagnostics.add(
          Diagnostic.error(
              "Module source has changed",
              "The source address was changed since this module was installed. Run \"holdfast init\""
                  + " to install all modules that this configuration needs.",
              request.range()));
      return null;
    }
    if (!isVersion(entry, request.version())) {
      diagnostics.add(
          Diagnostic.error(
              "Module version requirements have changed",
              ("The version requirements have changed since this module was installed, and the"
                      + " installed version (%s) is no longer acceptable. Run \"holdfast init\" to"
                      + " install all modules that this configuration needs.")
                  .formatted(entry.version()),
              request.range()));
      return null;
    }
    return place;
  }

  /// Whether what is installed came from a source; a list that does not say so is believed.
  public static boolean isSource(ModuleManifest.Entry entry, ModuleSource source) {
    return switch (source) {
      case ModuleSource.Local local -> true;
      case ModuleSource.Registry registry ->
          entry.source().isEmpty()
              || (ModuleSource.parse(entry.source()) instanceof ModuleSource.Registry installed
                  && registry.module().isSameAs(installed.module()));
      case ModuleSource.Remote remote ->
          entry.source().isEmpty()
              || RemotePackage.parse(entry.source()).equals(remote.remotePackage());
    };
  }

  /// Whether what is installed is of a version that is wanted.
  public static boolean isVersion(ModuleManifest.Entry entry, String constraint) {
    return constraint.isEmpty()
        || entry.version().isEmpty()
        || Version.parse(entry.version())
            .flatMap(version -> VersionConstraints.parse(constraint).map(all -> all.allow(version)))
            .orElse(false);
  }
}
