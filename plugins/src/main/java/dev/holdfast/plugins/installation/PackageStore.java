package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.origin.PackageOffer;
import dev.holdfast.plugins.packages.PackageFolders;
import dev.holdfast.plugins.packages.PackageHash;
import dev.holdfast.plugins.packages.PackageHashes;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.plugins.packages.VerifiedPackages;
import dev.holdfast.registry.archive.Folders;
import dev.holdfast.registry.archive.UnpackLimits;
import dev.holdfast.registry.archive.UnsafeArchiveException;
import dev.holdfast.registry.archive.ZipArchive;
import dev.holdfast.registry.web.Download;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebException;
import dev.holdfast.registry.web.WebRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// A folder that packages are put into, each whole or not at all, and only once it is checked. Two
/// processes may work with the same one.
final class PackageStore {
  static final long LARGEST_ARCHIVE = 2L << 30;

  private final Path root;
  private final VerifiedPackages verified;

  PackageStore(Path root, VerifiedPackages verified) {
    this.root = root;
    this.verified = verified;
  }

  /// Something in a store.
  ///
  /// @param hashes those that the package was found to have
  record Entry(Path path, Set<PackageHash> hashes) {
    Entry {
      hashes = Set.copyOf(hashes);
    }
  }

  /// A package is not what it should be. The message is a clause without a full stop.
  static final class RefusedPackageException extends IOException {
    RefusedPackageException(String message) {
      super(message);
    }
  }

  Path path(ProviderSource source, Version version, Platform platform) {
    return PackageFolders.unpacked(root, source, version, platform);
  }

  /// The package that is there and has one of the checksums.
  ///
  /// @param wanted empty for any
  Optional<Entry> find(
      ProviderSource source, Version version, Platform platform, Collection<PackageHash> wanted)
      throws IOException {
    Path path = path(source, version, platform);
    if (!Files.isDirectory(path) || PackageFolders.executable(path, source).isEmpty()) {
      return Optional.empty();
    }
    PackageHash hash = verified.hash(path);
    return wanted.isEmpty() || wanted.contains(hash)
        ? Optional.of(new Entry(path, Set.of(hash)))
        : Optional.empty();
  }

  /// Makes the store lead to a package that is somewhere else on this machine; where there can be
  /// no links it gets a copy.
  void link(ProviderSource source, Version version, Platform platform, Path to)
      throws IOException, InterruptedException {
    Path place = path(source, version, platform);
    Path parent = PrivateFiles.folder(place);
    Files.createDirectories(parent);
    Path target = to.toAbsolutePath().normalize();
    try {
      Path holder = Files.createTempDirectory(parent, ".new-");
      try {
        Path fresh = Files.createSymbolicLink(holder.resolve("link"), target);
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
          Folders.delete(place);
        }
        Files.move(
            fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Folders.delete(holder);
      }
    } catch (UnsupportedOperationException noLinks) {
      Folders.createWhole(place, true, folder -> Folders.copy(target, folder));
    }
  }

  /// Puts a package into the store.
  ///
  /// @param lock what the package must agree with
  /// @throws RefusedPackageException if it does not agree with what is known of it
  Entry add(
      ProviderSource source,
      Version version,
      Platform platform,
      PackageOffer offer,
      Optional<ProviderLock> lock,
      Web web,
      Download.Progress progress)
      throws IOException, InterruptedException {
    return switch (offer.location()) {
      case PackageOffer.Folder folder -> {
        PackageHash hash = verified.hash(folder.path());
        check(Set.of(hash), offer, lock);
        requireProgram(folder.path(), source);
        link(source, version, platform, folder.path());
        yield new Entry(path(source, version, platform), Set.of(hash));
      }
      case PackageOffer.Archive archive ->
          unpack(archive.path(), source, path(source, version, platform), offer, lock);
      case PackageOffer.Remote remote -> {
        Path place = path(source, version, platform);
        Files.createDirectories(PrivateFiles.folder(place));
        Path holder = Files.createTempDirectory(PrivateFiles.folder(place), ".new-");
        try {
          Path archive = holder.resolve("package.zip");
          Download.to(archive, web, WebRequest.of(remote.address()), LARGEST_ARCHIVE, progress);
          yield unpack(archive, source, place, offer, lock);
        } finally {
          Folders.delete(holder);
        }
      }
    };
  }

  private Entry unpack(
      Path archive,
      ProviderSource source,
      Path place,
      PackageOffer offer,
      Optional<ProviderLock> lock)
      throws IOException, InterruptedException {
    Set<PackageHash> hashes = new HashSet<>();
    hashes.add(PackageHashes.ofArchive(archive));
    boolean contentMatters =
        !matches(offer.expected(), hashes)
            || !lock.map(each -> matches(each.hashes(), hashes)).orElse(true);
    if (contentMatters) {
      hashes.add(contentOf(archive));
    }
    check(hashes, offer, lock);
    try {
      Folders.createWhole(
          place,
          true,
          folder -> {
            ZipArchive.unpack(archive, folder, UnpackLimits.PACKAGE);
            makeExecutable(requireProgram(folder, source));
            hashes.add(PackageHashes.ofFolder(folder));
          });
    } catch (UnsafeArchiveException unsafe) {
      throw new RefusedPackageException(
          "its archive is not safe to unpack: " + unsafe.getMessage());
    }
    return new Entry(place, hashes);
  }

  private static PackageHash contentOf(Path archive) throws IOException {
    try {
      return PackageHashes.ofContent(archive);
    } catch (ZipException damaged) {
      throw new RefusedPackageException("its archive is damaged");
    }
  }

  private static boolean matches(Collection<PackageHash> wanted, Set<PackageHash> found) {
    return wanted.isEmpty() || wanted.stream().anyMatch(found::contains);
  }

  static void check(Set<PackageHash> found, PackageOffer offer, Optional<ProviderLock> lock)
      throws RefusedPackageException {
    if (!matches(offer.expected(), found)) {
      throw new RefusedPackageException(
          "it doesn't match the checksum that its publisher tells: it was damaged on the way or is not the publisher's");
    }
    if (lock.isPresent() && !matches(lock.get().hashes(), found)) {
      throw new RefusedPackageException(
          "it doesn't match any of the checksums previously recorded in the dependency lock file (this might be because the available checksums are for packages targeting different platforms; then run \"holdfast providers lock\")");
    }
  }

  private static Path requireProgram(Path folder, ProviderSource source) throws IOException {
    return PackageFolders.executable(folder, source)
        .orElseThrow(() ->
            new RefusedPackageException(
                "it has no program whose name begins with terraform-provider-" + source.type()));
  }

  /// Archives that were not made on Unix have no run bits.
  private static void makeExecutable(Path program) throws IOException {
    if (!Files.isExecutable(program)) {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /// A short word for what went wrong, for the user.
  static String explain(IOException fault) {
    return switch (fault) {
      case RefusedPackageException refused -> String.valueOf(refused.getMessage());
      case UnsafeArchiveException unsafe -> String.valueOf(unsafe.getMessage());
      case WebException web -> String.valueOf(web.getMessage());
      default -> PrivateFiles.describe(fault);
    };
  }
}
