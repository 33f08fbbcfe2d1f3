package dev.holdfast.lab.image;

import dev.holdfast.lab.disk.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// Makes a fresh Debian root file system one that boots in a fraction of a second and is nobody in
/// particular: no service starts unless a host asks for it, nothing that only a real machine has is
/// waited for, and no identity or key is shared by hosts.
final class SystemdTrim {
  /// Units for hardware, modules and kernel file systems that a host has not.
  private static final List<String> MASKED =
      List.of(
          "dev-hugepages.mount",
          "dev-mqueue.mount",
          "getty.target",
          "sys-kernel-config.mount",
          "sys-kernel-debug.mount",
          "sys-kernel-tracing.mount",
          "systemd-modules-load.service",
          "systemd-random-seed.service",
          "systemd-remount-fs.service",
          "systemd-udev-trigger.service",
          "systemd-udevd-control.socket",
          "systemd-udevd-kernel.socket",
          "systemd-udevd.service",
          "systemd-update-utmp-runlevel.service",
          "systemd-update-utmp.service");

  private static final String JOURNAL = "[Journal]\nStorage=volatile\nRuntimeMaxUse=8M\n";

  private SystemdTrim() {}

  /// Trims the tree at `root`, which nobody uses yet. Doing it again changes nothing.
  static void apply(Path root) throws IOException {
    Path units = root.resolve("etc/systemd/system");
    if (Files.isDirectory(units, LinkOption.NOFOLLOW_LINKS)) {
      for (String name : Trees.names(units)) {
        if (name.endsWith(".target.wants") || name.startsWith("dbus-org.freedesktop.")) {
          Trees.delete(units.resolve(name));
        }
      }
      for (String unit : MASKED) {
        link(units.resolve(unit), "/dev/null");
      }
      link(units.resolve("default.target"), "/lib/systemd/system/multi-user.target");
      Path journal = root.resolve("etc/systemd/journald.conf.d");
      Files.createDirectories(journal);
      Files.writeString(journal.resolve("holdfast.conf"), JOURNAL);
    }
    Files.deleteIfExists(root.resolve("usr/sbin/policy-rc.d"));
    Files.deleteIfExists(root.resolve("etc/machine-id"));
    Files.createFile(root.resolve("etc/machine-id"));
    Files.deleteIfExists(root.resolve("var/lib/dbus/machine-id"));
    Files.deleteIfExists(root.resolve("etc/resolv.conf"));
    Path keys = root.resolve("etc/ssh");
    for (String name : Trees.names(keys)) {
      if (name.startsWith("ssh_host_")) {
        Files.deleteIfExists(keys.resolve(name));
      }
    }
  }

  private static void link(Path at, String target) throws IOException {
    Files.deleteIfExists(at);
    Files.createSymbolicLink(at, Path.of(target));
  }
}
