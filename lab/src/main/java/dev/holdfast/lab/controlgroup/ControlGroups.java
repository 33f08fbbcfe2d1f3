package dev.holdfast.lab.controlgroup;

import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.linux.Mounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The tree of control groups that a lab's processes live in. A group is named by a path such as
/// `holdfast/shop/web1`; its processes are in its child `payload`, which is the root of what the
/// host itself sees (in version 2 a group with limited children holds no processes of its own).
///
/// The tree is always one of version 2, which every kernel that the lab can run on has, for the
/// sake of `cgroup.kill`: it kills exactly what is in the group, at once, and needs no process
/// numbers.
///
/// @param tree where the version 2 hierarchy is mounted
/// @param controllers where limits are written
public record ControlGroups(Path tree, Controllers controllers) {
  /// Where everything of Holdfast is.
  public static final String ROOT = "holdfast";

  private static final String PAYLOAD = "payload";
  private static final List<String> CONTROLLERS = List.of("memory", "cpu", "pids");
  private static final Duration PAUSE = Duration.ofMillis(2);

  /// Finds out how this machine has its control groups.
  ///
  /// @param fallback where to mount a version 2 tree on a machine that has none mounted
  public static ControlGroups ofMachine(Path fallback) throws IOException {
    Path unified = null;
    Map<String, Path> separate = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String[] fields = line.split(" ", -1);
      if (fields[2].equals("cgroup2") && unified == null) {
        unified = Path.of(fields[1]);
      } else if (fields[2].equals("cgroup")) {
        for (String option : fields[3].split(",", -1)) {
          if (CONTROLLERS.contains(option)) {
            separate.putIfAbsent(option, Path.of(fields[1]));
          }
        }
      }
    }
    if (unified == null) {
      Trees.createPrivate(fallback);
      Mounts.filesystem("cgroup2", "holdfast", fallback, "");
      unified = fallback;
    }
    return new ControlGroups(
        unified,
        separate.isEmpty() ? new Controllers.Unified(unified) : new Controllers.Separate(separate));
  }

  /// Makes a group with limits and gives what is inside it to a user: the root of a host, who may
  /// then divide it further but not lift the limits. What exists is brought in line.
  public void create(String group, Limits limits, int owner) throws IOException {
    Files.createDirectories(tree.resolve(group));
    controllers.create(group);
    controllers.limit(group, limits);
    Path payload = payload(group);
    Files.createDirectories(payload);
    for (String file : List.of("", "cgroup.procs", "cgroup.subtree_control", "cgroup.threads")) {
      Trees.changeOwner(payload.resolve(file), owner, owner);
    }
  }

  /// Changes the limits of a group at once.
  public void limit(String group, Limits limits) throws IOException {
    controllers.limit(group, limits);
  }

  /// The root of what the processes of the group see.
  public Path payload(String group) {
    return tree.resolve(group).resolve(PAYLOAD);
  }

  /// The directories of the groups that a process enters, by writing its number to their file
  /// `cgroup.procs` (or that of `init.scope` in it, where a systemd has made one). It must do so
  /// before it enters any namespace: systemd's `logind` cannot place it otherwise.
  public List<Path> entrances(String group) {
    List<Path> directories = new ArrayList<>(controllers.directories(group));
    directories.add(payload(group));
    return List.copyOf(directories);
  }

  /// The file that kills the group when `1` is written to it.
  public Path killFile(String group) {
    return tree.resolve(group).resolve("cgroup.kill");
  }

  /// Whether the group exists.
  public boolean exists(String group) {
    return Files.isDirectory(tree.resolve(group));
  }

  /// Whether any process is in the group or below it.
  public boolean populated(String group) throws IOException {
    try {
      return Files.readString(tree.resolve(group).resolve("cgroup.events")).contains("populated 1");
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /// The processes at the top of the group: those in `payload` and, where systemd has made it, in
  /// its `init.scope`. The first process of a host is among them.
  public List<Long> processes(String group) throws IOException {
    List<Long> found = new ArrayList<>();
    for (Path directory : List.of(payload(group), payload(group).resolve("init.scope"))) {
      try {
        for (String line : Files.readAllLines(directory.resolve("cgroup.procs"))) {
          found.add(Long.parseLong(line));
        }
      } catch (NoSuchFileException none) {
        // systemd does not run, or has not made it yet.
      }
    }
    return found;
  }

  /// The names of the groups in a group.
  public List<String> children(String group) throws IOException {
    try (Stream<Path> entries = Files.list(tree.resolve(group))) {
      return entries
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .sorted()
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  /// Kills every process in the group and below, and waits until the last is gone. Kills again and
  /// again meanwhile: a process that a dying command has begun may join the group late.
  public void kill(String group, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    do {
      try {
        Files.writeString(killFile(group), "1");
      } catch (NoSuchFileException gone) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "processes of " + group + " do not die: " + processes(group) + " (see dmesg)");
      }
      pause();
    } while (populated(group));
  }

  /// Kills what is in the group and removes it with everything below; nothing when it does not
  /// exist. A process that enters in between is killed in the next round.
  public void remove(String group, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      kill(group, patience);
      List<Path> directories = new ArrayList<>(controllers.directories(group));
      directories.add(tree.resolve(group));
      boolean removed = true;
      for (Path directory : directories) {
        removed &= removeDirectories(directory);
      }
      if (removed) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("the control group " + group + " stays busy");
      }
      pause();
    }
  }

  private static boolean removeDirectories(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path directory : walk.filter(Files::isDirectory).toList().reversed()) {
        Files.deleteIfExists(directory);
      }
      return true;
    } catch (NoSuchFileException gone) {
      return true;
    } catch (UncheckedIOException | FileSystemException busy) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a control group", interrupted);
    }
  }

  /// Whether a process is in the group or below, as the kernel reports it.
  public boolean holds(String group, long process) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process), "cgroup")).stream()
          .anyMatch(line -> line.startsWith("0::/") && line.contains("/" + group + "/"));
    } catch (IOException gone) {
      return false;
    }
  }
}
