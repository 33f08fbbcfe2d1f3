package dev.holdfast.lab.disk;

import java.nio.file.Path;

/// Where everything of every lab lies. What is here and in the control groups is enough to find and
/// remove all of it.
///
/// ```text
/// STATE/images/HASH/rootfs                 an image
/// STATE/ids/NUMBER                         which host owns that range of user ids
/// STATE/labs/LAB/networks/NETWORK          a network's record
/// STATE/labs/LAB/links/HOST_NETWORK        what slows or cuts a wire
/// STATE/labs/LAB/hosts/HOST/host           a host's record
/// STATE/labs/LAB/hosts/HOST/files/         its own files: overlay upper and work directory
/// RUNTIME/labs/LAB/switch                  the pinned network namespace with all bridges
/// RUNTIME/labs/LAB/hosts/HOST/{user,net}   the pinned namespaces of a host
/// ```
///
/// @param state outlives a reboot of the machine, for example `/var/lib/holdfast`
/// @param runtime does not, for example `/run/holdfast`
public record Places(Path state, Path runtime) {
  /// The places that the command uses.
  public static Places ofMachine() {
    return new Places(Path.of("/var/lib/holdfast"), Path.of("/run/holdfast"));
  }

  /// All images.
  public Path images() {
    return state.resolve("images");
  }

  /// One small file for each range of user ids in use.
  public Path ids() {
    return state.resolve("ids");
  }

  /// All labs' lasting files.
  public Path labs() {
    return state.resolve("labs");
  }

  /// A lab's lasting files.
  public Path lab(String lab) {
    return labs().resolve(lab);
  }

  /// All labs' pinned namespaces.
  public Path labsRuntime() {
    return runtime.resolve("labs");
  }

  /// A lab's pinned namespaces.
  public Path labRuntime(String lab) {
    return labsRuntime().resolve(lab);
  }

  /// The lock files, one a lab; they stay, since removing a lock file in use is a race.
  public Path locks() {
    return runtime.resolve("locks");
  }
}
