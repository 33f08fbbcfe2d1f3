package dev.holdfast.lab.host;

import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.linux.Descriptor;
import dev.holdfast.lab.linux.Mounts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The root file system of a host: its image below, read-only and with shifted owners, and its own
/// files above, in a directory or, when limited, in a file system of their own.
///
/// Its own files are written from outside once, before the host starts for the first time; a host's
/// root can lay links in them that would lead us astray later.
///
/// @param places of the host
/// @param ids the machine's user id of the host's root
record HostFiles(HostPlaces places, int ids) {
  private static final int MACHINE_ID_CHARACTERS = 32;

  private record Device(String name, int major, int minor) {}

  /// Numbers from `Documentation/admin-guide/devices.txt` of Linux.
  private static final List<Device> DEVICES =
      List.of(
          new Device("null", 1, 3),
          new Device("zero", 1, 5),
          new Device("full", 1, 7),
          new Device("random", 1, 8),
          new Device("urandom", 1, 9),
          new Device("tty", 5, 0));

  private static final Map<String, String> DEVICE_LINKS =
      Map.of(
          "fd", "/proc/self/fd",
          "stdin", "fd/0",
          "stdout", "fd/1",
          "stderr", "fd/2",
          "ptmx", "pts/ptmx");

  /// Makes the host's own files when they are not there.
  void create(HostDeclaration declaration) throws IOException {
    if (declaration.disk().isPresent()) {
      createDisk(declaration);
    } else if (!Files.exists(places.files())) {
      // Under another name until it is whole, so that an interruption leaves nothing half made.
      Path unfinished = places.directory().resolve(".files");
      Trees.delete(unfinished);
      Trees.createPrivate(unfinished);
      seed(unfinished, declaration);
      Files.move(unfinished, places.files());
    }
    if (!Files.exists(places.console())) {
      Files.createFile(
          places.console(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Trees.changeOwner(places.console(), ids, ids);
  }

  private void createDisk(HostDeclaration declaration) throws IOException {
    if (Files.exists(places.disk())) {
      return;
    }
    Path unfinished = places.directory().resolve(".disk.ext4");
    Files.deleteIfExists(unfinished);
    try (RandomAccessFile file = new RandomAccessFile(unfinished.toFile(), "rw")) {
      file.setLength(declaration.disk().orElseThrow());
    }
    Commands.run(
        "mkfs.ext4",
        "-q",
        "-F",
        "-m0",
        "-O",
        "^has_journal",
        "-E",
        "lazy_itable_init=1,nodiscard",
        unfinished.toString());
    Files.createDirectories(places.diskMount());
    Commands.run("mount", "-o", "loop", unfinished.toString(), places.diskMount().toString());
    try {
      seed(places.diskMount(), declaration);
    } finally {
      Mounts.detach(places.diskMount());
    }
    Files.move(unfinished, places.disk());
  }

  /// Writes what makes the host itself into its empty upper layer.
  private void seed(Path directory, HostDeclaration declaration) throws IOException {
    Path upper = directory.resolve("upper");
    Path etc = upper.resolve("etc");
    Files.createDirectories(etc);
    Files.createDirectories(directory.resolve("work"));
    Map<String, String> files = new LinkedHashMap<>();
    files.put("hostname", declaration.name() + "\n");
    files.put("hosts", hostsFile(declaration));
    files.put("resolv.conf", declaration.resolver().file());
    files.put("machine-id", machineId() + "\n");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = etc.resolve(file.getKey());
      Files.writeString(path, file.getValue());
      own(path, "rw-r--r--");
    }
    own(etc, "rwxr-xr-x");
    own(upper, "rwxr-xr-x");
  }

  private void own(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    Trees.changeOwner(path, ids, ids);
  }

  private static String hostsFile(HostDeclaration declaration) {
    String name = declaration.name();
    String names =
        declaration.resolver().search().stream()
            .findFirst()
            .map(domain -> name + "." + domain + " " + name)
            .orElse(name);
    return "127.0.0.1 localhost\n127.0.1.1 "
        + names
        + "\n::1 localhost ip6-localhost ip6-loopback\n";
  }

  /// The same each time for this host on this machine, and another on every other machine.
  private String machineId() throws IOException {
    String machine;
    try {
      machine = Files.readString(Path.of("/etc/machine-id")).strip();
    } catch (NoSuchFileException none) {
      machine = "";
    }
    String subject = machine + "/" + places.lab() + "/" + places.host();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, MACHINE_ID_CHARACTERS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /// Mounts the root for a start. Only the host's own mount namespace keeps it: [#detach] takes
  /// these mounts away again as soon as the host has its copy.
  void mount(HostDeclaration declaration) throws IOException {
    detach();
    for (Path point : new Path[] {places.lower(), places.root(), places.diskMount()}) {
      Files.createDirectories(point);
    }
    try (Descriptor userNamespace = Descriptor.open(places.userNamespace())) {
      Mounts.bindShifted(declaration.rootfs().toRealPath(), places.lower(), userNamespace);
    }
    Path own = places.files();
    if (declaration.disk().isPresent()) {
      Commands.run("mount", "-o", "loop", places.disk().toString(), places.diskMount().toString());
      own = places.diskMount();
    }
    // A start after the machine itself went down: the mark only warns of unwritten data, which a
    // lab accepts in exchange for not waiting for the disk.
    Path overlayWork = own.resolve("work");
    Trees.delete(overlayWork.resolve("work").resolve("incompat"));
    Mounts.overlay(places.lower(), own.resolve("upper"), overlayWork, places.root());
    mountTemporary();
  }

  /// What every host has in memory. The host's root may have put links in place of these
  /// directories: they are refused, not followed.
  private void mountTemporary() throws IOException {
    for (String name : List.of("dev", "run", "tmp")) {
      Path directory = places.root().resolve(name);
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(directory);
      }
    }
    Path devices = places.root().resolve("dev");
    Mounts.temporary(devices, ids, "755", true);
    Mounts.temporary(places.root().resolve("run"), ids, "755", false);
    Mounts.temporary(places.root().resolve("tmp"), ids, "1777", false);
    // Made here, since nodes cannot be made in a user namespace; only the harmless ones.
    for (Device device : DEVICES) {
      Path node = devices.resolve(device.name());
      Mounts.characterDevice(node, device.major(), device.minor());
      Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-rw-rw-"));
      Trees.changeOwner(node, ids, ids);
    }
    for (Map.Entry<String, String> link : DEVICE_LINKS.entrySet()) {
      Files.createSymbolicLink(devices.resolve(link.getKey()), Path.of(link.getValue()));
    }
    Path console = Files.createFile(devices.resolve("console"));
    Mounts.bind(places.console(), console);
    for (String name : List.of("pts", "shm")) {
      Trees.changeOwner(Files.createDirectory(devices.resolve(name)), ids, ids);
    }
    Mounts.temporary(devices.resolve("shm"), ids, "1777", false);
  }

  /// Takes away whatever is mounted for a start, but not the pinned namespaces.
  void detach() throws IOException {
    for (Path point : new Path[] {places.root(), places.lower(), places.diskMount()}) {
      boolean more = Mounts.detach(point);
      while (more) {
        more = Mounts.detach(point);
      }
    }
  }
}
