package dev.holdfast.lab.host;

import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.linux.Mounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The two namespaces that make a host and outlive its init: the user namespace, whose root is an
/// ordinary user of the machine, and the network namespace that belongs to it.
final class HostNamespaces {
  private HostNamespaces() {}

  /// Whether both are pinned.
  static boolean exist(HostPlaces places) throws IOException {
    return Trees.isMountPoint(places.userNamespace())
        && Trees.isMountPoint(places.networkNamespace());
  }

  /// Makes and pins both. What an interrupted attempt left is replaced.
  ///
  /// A process of its own is needed for it: the kernel refuses a new user namespace to one with
  /// many threads. It waits at its standard input and so ends with us, however we end.
  ///
  /// @param ids the machine's user id of the host's root
  static void create(HostPlaces places, int ids) throws IOException {
    delete(places);
    for (Path pin : new Path[] {places.userNamespace(), places.networkNamespace()}) {
      Files.createFile(pin);
    }
    Process holder =
        new ProcessBuilder("unshare", "--user", "--net", "sh", "-c", "echo made; read -r end")
            .redirectErrorStream(true)
            .start();
    try {
      byte[] answer = holder.getInputStream().readNBytes("made".length());
      if (!new String(answer, StandardCharsets.UTF_8).equals("made")) {
        byte[] rest = holder.getInputStream().readAllBytes();
        throw new IOException(
            "the kernel made no user namespace: "
                + new String(answer, StandardCharsets.UTF_8)
                + new String(rest, StandardCharsets.UTF_8).strip()
                + "; `holdfast lab doctor` shows what is missing");
      }
      Path process = Path.of("/proc", Long.toString(holder.pid()));
      String mapping = "0 " + ids + " " + IdRanges.SIZE + "\n";
      Files.writeString(process.resolve("uid_map"), mapping);
      Files.writeString(process.resolve("gid_map"), mapping);
      Mounts.bind(process.resolve("ns/user"), places.userNamespace());
      Mounts.bind(process.resolve("ns/net"), places.networkNamespace());
    } finally {
      // The end of its input ends it.
      holder.getOutputStream().close();
    }
  }

  /// Lets go of both.
  static void delete(HostPlaces places) throws IOException {
    for (Path pin : new Path[] {places.networkNamespace(), places.userNamespace()}) {
      Mounts.detach(pin);
      Files.deleteIfExists(pin);
    }
  }
}
