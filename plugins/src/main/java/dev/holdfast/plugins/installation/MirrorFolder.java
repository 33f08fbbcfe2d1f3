package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.origin.PackageOffer;
import dev.holdfast.plugins.packages.PackageFolders;
import dev.holdfast.plugins.packages.PackageHashes;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.archive.Folders;
import dev.holdfast.registry.web.Download;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder that is filled with packages, to be a mirror: as it is, or, with the lists that it
/// keeps, behind any web server.
public final class MirrorFolder {
  private final Path root;

  public MirrorFolder(Path root) {
    this.root = root;
  }

  /// Puts a package into the mirror, whole or not at all, once it is checked.
  ///
  /// @param lock what the package must agree with
  /// @throws IOException if it does not, or cannot be fetched or written; [#explain] says why
  public void add(
      ProviderSource source,
      Version version,
      Platform platform,
      PackageOffer offer,
      Optional<ProviderLock> lock,
      Web web)
      throws IOException, InterruptedException {
    Path folder = PackageFolders.provider(root, source);
    Files.createDirectories(folder);
    Path holder = Files.createTempDirectory(folder, ".new-");
    try {
      Path archive = holder.resolve("package.zip");
      switch (offer.location()) {
        case PackageOffer.Remote remote ->
            Download.to(
                archive,
                web,
                WebRequest.of(remote.address()),
                PackageStore.LARGEST_ARCHIVE,
                (received, total) -> {});
        case PackageOffer.Archive packed -> Files.copy(packed.path(), archive);
        case PackageOffer.Folder unpacked ->
            throw new IOException(
                unpacked.path() + " is unpacked already, and a mirror is made of archives");
      }
      PackageStore.check(
          Set.of(PackageHashes.ofArchive(archive), PackageHashes.ofContent(archive)), offer, lock);
      Files.move(
          archive,
          folder.resolve(fileName(source, version.toString(), platform.toString())),
          StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(holder);
    }
  }

  private static String fileName(ProviderSource source, String version, String platform) {
    return "terraform-provider-%s_%s_%s.zip".formatted(source.type(), version, platform);
  }

  /// Writes the lists of a provider's versions and archives anew, of all that is in the folder.
  public void writeLists(ProviderSource source) throws IOException {
    Path folder = PackageFolders.provider(root, source);
    SortedMap<String, SortedMap<String, Path>> versions = archives(folder, source);
    replace(
        folder.resolve("index.json"),
        json ->
            json.object(() -> {
              json.name("versions");
              json.object(() -> {
                for (String version : versions.keySet()) {
                  json.name(version);
                  json.object(() -> {});
                }
              });
            }));
    for (Map.Entry<String, SortedMap<String, Path>> version : versions.entrySet()) {
      replace(
          folder.resolve(version.getKey() + ".json"),
          json -> writeArchives(json, version.getValue()));
    }
  }

  private static void writeArchives(JsonOutput json, SortedMap<String, Path> archives)
      throws IOException {
    json.object(() -> {
      json.name("archives");
      json.object(() -> {
        for (Map.Entry<String, Path> archive : archives.entrySet()) {
          json.name(archive.getKey());
          json.object(() -> {
            json.name("hashes");
            json.array(() -> {
              json.element();
              json.text(PackageHashes.ofContent(archive.getValue()).toString());
            });
            json.member("url", String.valueOf(archive.getValue().getFileName()));
          });
        }
      });
    });
  }

  /// The archives of a provider by version and platform.
  private static SortedMap<String, SortedMap<String, Path>> archives(
      Path folder, ProviderSource source) throws IOException {
    Pattern name =
        Pattern.compile(
            Pattern.quote("terraform-provider-" + source.type())
                + "_(.+)_([a-z0-9]+_[a-z0-9]+)\\.zip");
    SortedMap<String, SortedMap<String, Path>> versions = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> {
        Matcher matcher = name.matcher(String.valueOf(file.getFileName()));
        if (matcher.matches()) {
          versions
              .computeIfAbsent(matcher.group(1), key -> new TreeMap<>())
              .put(matcher.group(2), file);
        }
      });
    }
    return versions;
  }

  /// Something that is written as JSON.
  @FunctionalInterface
  private interface Document {
    void write(JsonOutput json) throws IOException;
  }

  private static void replace(Path file, Document document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    document.write(JsonOutput.indented(bytes));
    bytes.write('\n');
    PrivateFiles.replace(file, bytes.toByteArray());
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  /// What went wrong, for the user, as a clause without a full stop.
  public static String explain(IOException fault) {
    return PackageStore.explain(fault);
  }
}
