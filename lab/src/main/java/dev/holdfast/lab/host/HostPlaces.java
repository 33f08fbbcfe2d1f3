package dev.holdfast.lab.host;

import dev.holdfast.lab.controlgroup.ControlGroups;
import dev.holdfast.lab.disk.Places;
import java.nio.file.Path;

/// Where everything of one host lies.
///
/// @param places of all labs
/// @param lab the lab's name
/// @param host the host's name
record HostPlaces(Places places, String lab, String host) {
  /// Its lasting directory.
  Path directory() {
    return places.lab(lab).resolve("hosts").resolve(host);
  }

  /// What was declared.
  Path record() {
    return directory().resolve("host");
  }

  /// Its own files, when they are not limited: `upper` and `work` of the overlay.
  Path files() {
    return directory().resolve("files");
  }

  /// Its own files, when they are limited: a file system in a sparse file.
  Path disk() {
    return directory().resolve("disk.ext4");
  }

  /// What its init prints.
  Path console() {
    return directory().resolve("console.log");
  }

  /// What is gone after a reboot of the machine.
  Path runtime() {
    return places.labRuntime(lab).resolve("hosts").resolve(host);
  }

  /// Its pinned user namespace.
  Path userNamespace() {
    return runtime().resolve("user");
  }

  /// Its pinned network namespace: it outlives the init, so a host keeps its links when it is
  /// started again.
  Path networkNamespace() {
    return runtime().resolve("net");
  }

  /// The process number of its init: a hint, checked before use.
  Path init() {
    return runtime().resolve("init");
  }

  /// Where its image is mounted while it starts, with shifted owners.
  Path lower() {
    return runtime().resolve("image");
  }

  /// Where its limited disk is mounted while it starts.
  Path diskMount() {
    return runtime().resolve("disk");
  }

  /// Where its root is mounted while it starts.
  Path root() {
    return runtime().resolve("root");
  }

  /// Its control group.
  String group() {
    return ControlGroups.ROOT + "/" + lab + "/" + host;
  }
}
