package dev.holdfast.modules;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.engine.config.ModuleLocator;
import dev.holdfast.engine.config.ModuleManifest;
import dev.holdfast.engine.config.ModuleRequest;
import dev.holdfast.engine.config.ModuleSource;
import dev.holdfast.engine.config.RemotePackage;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.modules.fetch.FetchException;
import dev.holdfast.modules.fetch.PackageSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Finds the modules of a configuration while it is loaded, and fetches those that are not there.
/// The modules of one depth are fetched at the same time.
///
///     try (ModuleInstallation installation = ModuleInstallation.open(…)) {
///       ConfigurationLoader.load(root, installation, values);
///       installation.finish(complete);
///     }
public final class ModuleInstallation implements ModuleLocator, AutoCloseable {
  private static final int AT_ONCE = 8;

  private final Path root;
  private final Path modules;
  private final boolean upgrade;
  private final PackageSources sources;
  private final InstallationLog log;
  private final InstallationLock lock;
  private final ModuleManifest before;
  private final PackageStore store;
  private final Semaphore fetching = new Semaphore(AT_ONCE);
  private final Map<String, ModuleManifest.Entry> entries = new ConcurrentHashMap<>();

  /// The package that a module is part of: what its own local calls must not lead out of.
  private final Map<ModulePath, Path> packageRoots = new ConcurrentHashMap<>();

  private ModuleInstallation(
      Path root,
      Path modules,
      boolean upgrade,
      PackageSources sources,
      InstallationLog log,
      InstallationLock lock,
      ModuleManifest before,
      RandomGenerator random) {
    this.root = root;
    this.modules = modules;
    this.upgrade = upgrade;
    this.sources = sources;
    this.log = log;
    this.lock = lock;
    this.before = before;
    this.store = new PackageStore(modules, random);
    entries.put("", new ModuleManifest.Entry("", "", "."));
  }

  /// Begins an installation, once no other one is under way in the same data directory.
  ///
  /// @param root the directory of the root module
  /// @param data the data directory, usually `.terraform` in the root module
  /// @param upgrade whether modules that are there are fetched anew
  public static ModuleInstallation open(
      Path root,
      Path data,
      boolean upgrade,
      PackageSources sources,
      InstallationLog log,
      RandomGenerator random)
      throws IOException, InterruptedException {
    Path modules = data.resolve("modules");
    Files.createDirectories(modules);
    InstallationLock lock = InstallationLock.open(modules, log::waiting);
    ModuleInstallation installation =
        new ModuleInstallation(
            root,
            modules,
            upgrade,
            sources,
            log,
            lock,
            ModuleManifest.read(ModuleManifest.file(data)),
            random);
    if (!upgrade) {
      installation.knowWhatIsThere();
    }
    return installation;
  }

  /// Packages that earlier installations have fetched need not be fetched for other calls.
  private void knowWhatIsThere() throws IOException {
    for (Map.Entry<String, ModuleManifest.Entry> each : before.entries().entrySet()) {
      ModuleManifest.Entry entry = each.getValue();
      ModuleSource source = ModuleSource.parse(entry.source());
      String own = subdirectory(source);
      String directory = entry.directory();
      String link = text(store.link(each.getKey()));
      if (!(source instanceof ModuleSource.Local)
          && directory.startsWith(link)
          && directory.endsWith(own)
          && directory.length() >= link.length() + own.length()) {
        String prefix = directory.substring(link.length(), directory.length() - own.length());
        store.know(identity(source, entry.version()), each.getKey(), prefix);
      }
    }
  }

  @Override
  public Map<ModulePath, Path> locate(List<ModuleRequest> requests, Diagnostics diagnostics) {
    Map<ModulePath, Path> places = new HashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Path>> installed = new ArrayList<>();
      requests.forEach(each -> installed.add(threads.submit(() -> install(each))));
      for (int i = 0; i < requests.size(); i++) {
        ModuleRequest request = requests.get(i);
        try {
          places.put(request.path(), installed.get(i).get());
        } catch (ExecutionException failed) {
          diagnostics.add(failure(request, failed.getCause()));
        } catch (InterruptedException stopped) {
          threads.shutdownNow();
          Thread.currentThread().interrupt();
          diagnostics.add(
              Diagnostic.error("Interrupted", "Modules were still being installed.", null));
          return places;
        }
      }
    }
    return places;
  }

  private Path install(ModuleRequest request)
      throws FetchException, IOException, InterruptedException {
    return switch (request.source()) {
      case ModuleSource.Local(String path) -> local(request, path);
      case ModuleSource.Registry registry -> fetched(request);
      case ModuleSource.Remote remote -> fetched(request);
    };
  }

  private Path local(ModuleRequest request, String path) throws FetchException {
    Path place = request.caller().resolve(path).normalize();
    List<String> names = request.path().names();
    Path around = packageRoots.get(new ModulePath(names.subList(0, names.size() - 1)));
    if (around != null) {
      if (!place.startsWith(around) && !Path.of(path).isAbsolute()) {
        throw new FetchException(
            "The path \"%s\" leads out of the package that the calling module is part of, and only the"
                    .formatted(path)
                + " package is fetched. Give the module a source of its own.");
      }
      packageRoots.put(request.path(), around);
    }
    note(request, path, "", place);
    return place;
  }

  private Path fetched(ModuleRequest request)
      throws FetchException, IOException, InterruptedException {
    Path link = store.link(request.key());
    ModuleManifest.Entry entry = before.entries().get(request.key());
    Path place = entry == null ? null : root.resolve(entry.directory()).normalize();
    if (!upgrade
        && entry != null
        && place != null
        && Files.isDirectory(place)
        && InstalledModules.isSource(entry, request.source())
        && InstalledModules.isVersion(entry, request.version())) {
      packageRoots.put(request.path(), link);
      note(request, entry.source(), entry.version(), place);
      return place;
    }
    return fetchAnew(request, link);
  }

  private Path fetchAnew(ModuleRequest request, Path link)
      throws FetchException, IOException, InterruptedException {
    String version =
        request.source() instanceof ModuleSource.Registry registry
            ? sources.choose(registry.module(), request.version()).toString()
            : "";
    PackageStore.Stored stored =
        store.obtain(
            identity(request.source(), version), folder -> fetch(request, version, folder));
    String subdirectory = subdirectory(request.source());
    Path inStore =
        Subdirectories.find(
            Subdirectories.find(stored.folder(), stored.subdirectory()), subdirectory);
    store.turn(request.key(), stored.folder());
    Path place = link.resolve(stored.folder().relativize(inStore)).normalize();
    packageRoots.put(request.path(), link);
    note(request, fullSource(request.source()), version, place);
    return place;
  }

  private String fetch(ModuleRequest request, String version, Path folder)
      throws FetchException, IOException, InterruptedException {
    fetching.acquire();
    try {
      return switch (request.source()) {
        case ModuleSource.Registry registry -> {
          log.fetching(registry.module().packageAddress() + " " + version, request.key());
          yield sources.fetch(registry.module(), version, folder);
        }
        case ModuleSource.Remote remote -> {
          RemotePackage whole = remote.remotePackage().whole();
          log.fetching(PackageSources.withoutSecrets(whole), request.key());
          yield sources.fetch(whole, folder);
        }
        case ModuleSource.Local local -> throw new IllegalArgumentException(local.path());
      };
    } finally {
      fetching.release();
    }
  }

  private void note(ModuleRequest request, String source, String version, Path place) {
    String directory = text(place);
    ModuleManifest.Entry entry = new ModuleManifest.Entry(source, version, directory);
    entries.put(request.key(), entry);
    if (upgrade || !entry.equals(before.entries().get(request.key()))) {
      log.installed(request.key(), directory);
    }
  }

  /// A place as it is written in the list: relative to the root module, unless the user has named
  /// the data directory by an absolute name.
  private String text(Path place) {
    if (place.isAbsolute() && !root.isAbsolute()) {
      return place.toString();
    }
    Path relative =
        root.toAbsolutePath().normalize().relativize(place.toAbsolutePath().normalize());
    return relative.toString().isEmpty() ? "." : relative.toString();
  }

  private static String identity(ModuleSource source, String version) {
    return switch (source) {
      case ModuleSource.Registry registry -> registry.module().packageAddress() + " " + version;
      case ModuleSource.Remote remote -> remote.remotePackage().whole().toString();
      case ModuleSource.Local local -> local.path();
    };
  }

  private static String subdirectory(ModuleSource source) {
    return switch (source) {
      case ModuleSource.Registry registry -> registry.module().subdirectory();
      case ModuleSource.Remote remote -> remote.remotePackage().subdirectory();
      case ModuleSource.Local local -> "";
    };
  }

  private static String fullSource(ModuleSource source) {
    return switch (source) {
      case ModuleSource.Registry registry -> registry.module().toString();
      case ModuleSource.Remote remote -> remote.remotePackage().toString();
      case ModuleSource.Local local -> local.path();
    };
  }

  private static Diagnostic failure(ModuleRequest request, @Nullable Throwable cause) {
    if (cause instanceof RuntimeException bug) {
      throw bug;
    }
    if (cause instanceof Error bug) {
      throw bug;
    }
    String source =
        request.source() instanceof ModuleSource.Remote remote
            ? PackageSources.withoutSecrets(remote.remotePackage())
            : request.source().address();
    String reason =
        cause instanceof IOException fault
            ? PrivateFiles.describe(fault) + "."
            : cause == null ? "" : String.valueOf(cause.getMessage());
    boolean local = request.source() instanceof ModuleSource.Local;
    return Diagnostic.error(
        local ? "Local module path escapes module package" : "Failed to download module",
        local
            ? reason
            : "Could not download module \"%s\" from \"%s\". %s"
                .formatted(request.path().names().getLast(), source, reason),
        request.range());
  }

  /// Writes the list of installed modules.
  ///
  /// @param complete whether the whole configuration was seen, so that what it did not ask for is
  ///   needed no more and is removed
  public void finish(boolean complete) throws IOException {
    Map<String, ModuleManifest.Entry> all = new TreeMap<>();
    if (!complete) {
      all.putAll(before.entries());
    }
    all.putAll(entries);
    ModuleManifest manifest = new ModuleManifest(all);
    Path file = modules.resolve("modules.json");
    boolean nothing = manifest.entries().size() == 1 && !Files.exists(file);
    if (!nothing && !manifest.equals(before)) {
      PrivateFiles.replace(file, manifest.json());
    }
    store.keepOnly(manifest.entries().keySet());
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
