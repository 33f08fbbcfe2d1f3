package dev.holdfast.lab.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The way into a running host.
final class Entry {
  private Entry() {}

  /// The control group comes first, then every namespace, the user namespace among them: nobody
  /// inside has more power than the host's own root. That namespace is named by its pin: should the
  /// process number meanwhile belong to a process of the machine, its namespaces cannot be entered
  /// from there.
  static List<String> command(HostPlaces places, List<Path> groups, long init, List<String> command)
      throws IOException {
    List<String> all = new ArrayList<>();
    String entrances = groups.stream().map(Path::toString).collect(Collectors.joining("\n"));
    all.addAll(List.of("sh", "-c", Boot.script("enter.sh"), "enter", entrances));
    all.addAll(
        List.of(
            "nsenter",
            "--target=" + init,
            "--user=" + places.userNamespace(),
            "--mount",
            "--uts",
            "--ipc",
            "--net=" + places.networkNamespace(),
            "--pid",
            "--cgroup",
            "--setuid=0",
            "--setgid=0",
            "env",
            "-i",
            "container=holdfast",
            "HOME=/root",
            "USER=root",
            "LANG=C.UTF-8",
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
    all.addAll(command);
    return List.copyOf(all);
  }
}
