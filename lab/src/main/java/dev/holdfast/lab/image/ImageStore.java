package dev.holdfast.lab.image;

import dev.holdfast.lab.controlgroup.ControlGroups;
import dev.holdfast.lab.disk.LabLocked;
import dev.holdfast.lab.disk.Places;
import dev.holdfast.lab.disk.ProcessLock;
import dev.holdfast.lab.disk.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The images of this machine, shared by all its labs. An image is there or it is not: it is made
/// under a hidden name and renamed when it is whole.
public final class ImageStore {
  /// A build takes minutes at most; whoever waits for another process's build waits that long.
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private static final String BUILDING = ".building-";
  private static final Path MACHINE = Path.of("/");

  /// One build of an image at a time in this process.
  private static final ConcurrentHashMap<Path, Object> MONITORS = new ConcurrentHashMap<>();

  private final Places places;
  private final DebianBuild debian;
  private final AptSources sources;

  /// @param groups in which builds run
  public ImageStore(Places places, ControlGroups groups) {
    this.places = places;
    this.sources = new AptSources(MACHINE);
    this.debian = new DebianBuild(groups, sources);
  }

  /// The release to take when none is asked for: the machine's own, else Debian's present one.
  public String defaultRelease() throws IOException {
    return sources.ownRelease().orElse("bookworm");
  }

  /// The image of that id, when it is there.
  public Optional<Image> find(String id) {
    Path rootfs = place(id);
    return Files.isDirectory(rootfs) ? Optional.of(new Image(id, rootfs)) : Optional.empty();
  }

  /// Where the image of that id is, or will be.
  public Path place(String id) {
    return directory(id).resolve("rootfs");
  }

  /// The Debian image of a recipe, built when it is not there yet.
  ///
  /// @param progress gets lines for a person while it is built
  /// @throws ImageUnavailable when it cannot be built
  public Image debian(ImageRecipe recipe, Consumer<String> progress) throws IOException {
    return make(
        recipe.id(),
        unfinished -> {
          debian.endLeftOver(recipe.id());
          Path rootfs = unfinished.resolve("rootfs");
          debian.run(recipe, rootfs, progress);
          SystemdTrim.apply(rootfs);
        });
  }

  /// The image of a root file system that somebody made: a directory is used where it is, an
  /// archive is unpacked once.
  ///
  /// @throws ImageUnavailable when it is neither, or cannot be unpacked
  public Image rootfs(Path source, Consumer<String> progress) throws IOException {
    Path absolute = source.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      check(absolute);
      String name = "directory " + absolute;
      // Under its id there is only a link, so that it is found like any other.
      return make(
          ImageRecipe.hash(name.getBytes(StandardCharsets.UTF_8)),
          unfinished -> Files.createSymbolicLink(unfinished.resolve("rootfs"), absolute));
    }
    if (!Files.isRegularFile(absolute)) {
      throw new ImageUnavailable(
          "There is no root file system at " + absolute + ".",
          "Give a directory, or a tar archive of one.");
    }
    RootfsArchive archive = new RootfsArchive(absolute);
    return make(
        archive.id(),
        unfinished -> {
          progress.accept("unpacking " + absolute.getFileName());
          Path rootfs = Files.createDirectory(unfinished.resolve("rootfs"));
          Files.setPosixFilePermissions(rootfs, PosixFilePermissions.fromString("rwxr-xr-x"));
          archive.unpack(rootfs);
          check(rootfs);
        });
  }

  private static void check(Path rootfs) throws ImageUnavailable {
    boolean shell =
        List.of("bin/sh", "usr/bin/sh").stream()
            .anyMatch(path -> Files.exists(rootfs.resolve(path), LinkOption.NOFOLLOW_LINKS));
    if (!shell) {
      throw new ImageUnavailable(
          rootfs + " is no root file system: it holds no /bin/sh.",
          "Give the directory, or an archive, whose top is the root of a Linux system.");
    }
  }

  @FunctionalInterface
  private interface Making {
    void make(Path unfinished) throws IOException;
  }

  private Image make(String id, Making making) throws IOException {
    Optional<Image> present = find(id);
    if (present.isPresent()) {
      return present.get();
    }
    Path lock = places.locks().resolve("image-" + id);
    synchronized (MONITORS.computeIfAbsent(lock, any -> new Object())) {
      ProcessLock held = ProcessLock.acquire(lock, "image " + id, PATIENCE);
      try {
        present = find(id);
        if (present.isPresent()) {
          return present.get();
        }
        Path unfinished = places.images().resolve(BUILDING + id);
        Trees.createPrivate(places.images());
        try {
          // What an interrupted build left.
          Trees.delete(unfinished);
          Trees.createPrivate(unfinished);
          making.make(unfinished);
          Files.move(unfinished, directory(id));
        } finally {
          Trees.delete(unfinished);
        }
        return find(id)
            .orElseThrow(
                () -> new ImageUnavailable("The image " + id + " vanished.", "Run it again."));
      } finally {
        held.close();
      }
    }
  }

  /// Removes an image. Hosts that run from it keep what they have open and cannot be started again.
  public void delete(String id) throws IOException {
    if (Files.exists(directory(id))) {
      // Out of sight first, so that nobody takes a half removed image.
      Path doomed = places.images().resolve(".removing-" + id);
      Trees.delete(doomed);
      Files.move(directory(id), doomed);
      Trees.delete(doomed);
    }
  }

  /// Removes what interrupted builds left, with their processes. Leaves alone what another process
  /// is building.
  public void removeUnfinished() throws IOException {
    for (String name : Trees.allNames(places.images())) {
      if (!name.startsWith(BUILDING)) {
        continue;
      }
      String id = name.substring(BUILDING.length());
      Path lock = places.locks().resolve("image-" + id);
      synchronized (MONITORS.computeIfAbsent(lock, any -> new Object())) {
        ProcessLock held;
        try {
          held = ProcessLock.acquire(lock, "image " + id, Duration.ZERO);
        } catch (LabLocked building) {
          continue;
        }
        try {
          debian.endLeftOver(id);
          Trees.delete(places.images().resolve(name));
        } finally {
          held.close();
        }
      }
    }
  }

  /// The ids of all images that are there.
  public List<String> ids() throws IOException {
    return Trees.names(places.images());
  }

  private Path directory(String id) {
    if (!id.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not the id of an image: " + id);
    }
    return places.images().resolve(id);
  }
}
