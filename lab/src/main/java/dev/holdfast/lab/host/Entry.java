package dev.holdfast.lab.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The way into a running host.
///
/// The control group comes first, then every namespace, the user namespace among them: nobody
/// inside has more power than the host's own root. That namespace is named by its pin: should the
/// process number meanwhile belong to a process of the machine, its namespaces cannot be entered
/// from there.
///
/// @param groups the directories of its control groups
/// @param init the process number of the host's init
record Entry(HostPlaces places, List<Path> groups, long init, LabHosts.Network network) {
  private static final List<String> ENVIRONMENT =
      List.of(
          "env",
          "-i",
          "container=holdfast",
          "HOME=/root",
          "USER=root",
          "LANG=C.UTF-8",
          "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  /// The whole command line that runs `command` inside.
  List<String> command(List<String> command) throws IOException {
    List<String> all = new ArrayList<>();
    String entrances = groups.stream().map(Path::toString).collect(Collectors.joining("\n"));
    all.addAll(List.of("sh", "-c", Boot.script("enter.sh"), "enter", entrances));
    all.addAll(List.of("nsenter", "--no-fork", "--target=" + init));
    all.add("--user=" + places.userNamespace());
    all.addAll(List.of("--mount", "--uts", "--ipc", "--pid", "--cgroup"));
    if (network == LabHosts.Network.OWN) {
      all.add("--net=" + places.networkNamespace());
    }
    all.addAll(List.of("--setuid=0", "--setgid=0"));
    all.addAll(List.of("sh", "-c", Boot.script("wait.sh"), "wait"));
    if (network == LabHosts.Network.MACHINE) {
      all.addAll(List.of("unshare", "--mount", "sh", "-c", Boot.script("resolve.sh"), "resolve"));
      all.add(machineResolver());
    }
    all.addAll(ENVIRONMENT);
    all.addAll(command);
    return List.copyOf(all);
  }

  private static String machineResolver() throws IOException {
    try {
      return Files.readString(Path.of("/etc/resolv.conf"));
    } catch (NoSuchFileException none) {
      return "";
    }
  }
}
