package dev.holdfast.modules;

import dev.holdfast.modules.fetch.FetchException;
import dev.holdfast.registry.archive.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The packages in a data directory: each is there once, however many calls use it, and every call
/// has a link to it at the place where the peers would put a copy.
///
///     .terraform/modules/network            -> .packages/5f6b0c8a1d2e3f40-9c1b22d4
///     .terraform/modules/other.network      -> .packages/5f6b0c8a1d2e3f40-9c1b22d4
///
/// A package that is fetched again gets a folder of its own, and the links are turned to it, so that
/// a command that reads modules meanwhile sees the old ones or the new ones. For use by many threads
/// while its [InstallationLock] is held.
final class PackageStore {
  private static final String PACKAGES = ".packages";

  private final Path modules;
  private final Path packages;
  private final RandomGenerator random;
  private final Map<String, FutureTask<Stored>> stored = new ConcurrentHashMap<>();

  /// A package that is there.
  ///
  /// @param folder with what was fetched
  /// @param subdirectory where in it the package begins; empty for its root
  record Stored(Path folder, String subdirectory) {}

  /// Fills an empty folder with a package.
  @FunctionalInterface
  interface Fetch {
    /// @return where in the folder the package begins; empty for its root
    String into(Path folder) throws FetchException, IOException, InterruptedException;
  }

  /// @param modules the directory of installed modules; exists
  PackageStore(Path modules, RandomGenerator random) {
    this.modules = modules;
    this.packages = modules.resolve(PACKAGES);
    this.random = random;
  }

  /// The link of a call.
  Path link(String key) {
    return modules.resolve(key);
  }

  /// Says that a package is there already, behind the link of a call.
  void know(String identity, String key, String subdirectory) throws IOException {
    Path link = link(key);
    if (Files.isSymbolicLink(link)) {
      Path folder = modules.resolve(Files.readSymbolicLink(link)).normalize();
      if (folder.startsWith(packages) && Files.isDirectory(folder)) {
        FutureTask<Stored> known = new FutureTask<>(() -> new Stored(folder, subdirectory));
        known.run();
        stored.putIfAbsent(identity, known);
      }
    }
  }

  /// The package of an identity; fetched by the first who asks, while the others wait.
  Stored obtain(String identity, Fetch fetch)
      throws FetchException, IOException, InterruptedException {
    FutureTask<Stored> task =
        stored.computeIfAbsent(identity, each -> new FutureTask<>(() -> store(each, fetch)));
    task.run();
    try {
      return task.get();
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case FetchException fault ->
            throw new FetchException(String.valueOf(fault.getMessage()), fault);
        case IOException fault -> throw new IOException(fault.getMessage(), fault);
        case InterruptedException stopped -> throw stopped;
        case null, default -> throw new IllegalStateException(failed.getCause());
      }
    } catch (CancellationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Stored store(String identity, Fetch fetch)
      throws FetchException, IOException, InterruptedException {
    Files.createDirectories(packages);
    Path folder = packages.resolve("%s-%08x".formatted(shortHash(identity), random.nextInt()));
    Path fresh = Files.createTempDirectory(packages, ".new-");
    try {
      Path content = Files.createDirectory(fresh.resolve("content"));
      String subdirectory = fetch.into(content);
      Files.move(content, folder, StandardCopyOption.ATOMIC_MOVE);
      return new Stored(folder, subdirectory);
    } finally {
      Folders.delete(fresh);
    }
  }

  private static String shortHash(String identity) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Turns the link of a call to a package. Where the file system has no links, the call gets a
  /// copy.
  void turn(String key, Path folder) throws IOException {
    Path link = link(key);
    Path fresh = modules.resolve(".link-%08x".formatted(random.nextInt()));
    try {
      Files.createSymbolicLink(fresh, modules.relativize(folder));
    } catch (UnsupportedOperationException | IOException noLinks) {
      Folders.delete(link);
      Folders.copy(folder, link);
      return;
    }
    if (Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
      Folders.delete(link);
    }
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Removes links and packages that no call uses any more, and what interrupted installations have
  /// left. Folders that others have put here stay.
  void keepOnly(Set<String> keys) throws IOException {
    Set<Path> used = new HashSet<>();
    for (Path each : list(modules)) {
      String name = each.getFileName().toString();
      if (Files.isSymbolicLink(each)) {
        Path target = modules.resolve(Files.readSymbolicLink(each)).normalize();
        if (keys.contains(name)) {
          used.add(target);
        } else if (target.startsWith(packages)) {
          Files.delete(each);
        }
      }
    }
    if (Files.isDirectory(packages)) {
      for (Path each : list(packages)) {
        if (!used.contains(each)) {
          Folders.delete(each);
        }
      }
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }
}
