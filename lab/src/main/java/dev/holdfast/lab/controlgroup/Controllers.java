package dev.holdfast.lab.controlgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Where the limits of a group are written: the part in which the two versions differ.
public sealed interface Controllers {
  /// Makes the group ready to be limited.
  void create(String group) throws IOException;

  /// Sets the limits of a group, taking away those that are empty.
  void limit(String group, Limits limits) throws IOException;

  /// The directories of the group besides the one in the tree itself; to be limited, a process is
  /// in each of them.
  List<Path> directories(String group);

  /// What it is called in a report.
  String description();

  /// Writes a limit; a missing file matters only when a limit is wanted.
  private static void write(Path file, String limit, boolean wanted) throws IOException {
    if (Files.exists(file)) {
      Files.writeString(file, limit);
    } else if (wanted) {
      throw new LimitUnavailable(file.getFileName().toString());
    }
  }

  private static String text(OptionalLong limit, String unlimited) {
    return limit.isEmpty() ? unlimited : Long.toString(limit.getAsLong());
  }

  /// Version 2: the limits are files of the tree itself, once its parents hand the controllers
  /// down.
  ///
  /// @param root where the version 2 hierarchy is mounted
  record Unified(Path root) implements Controllers {
    private static final List<String> WANTED = List.of("+memory", "+cpu", "+pids");

    @Override
    public void create(String group) throws IOException {
      Path directory = root;
      for (Path part : Path.of(group)) {
        handDown(directory);
        directory = directory.resolve(part);
        Files.createDirectories(directory);
      }
      // To the host's own tree as well: its systemd may then limit its units.
      handDown(directory);
    }

    private static void handDown(Path directory) {
      for (String controller : WANTED) {
        try {
          Files.writeString(directory.resolve("cgroup.subtree_control"), controller);
        } catch (IOException unavailable) {
          // Not every machine or container hands out every controller. Whether it matters shows
          // when a limit is asked for.
          System.getLogger(Controllers.class.getName())
              .log(System.Logger.Level.DEBUG, "no " + controller + " in " + directory);
        }
      }
    }

    @Override
    public void limit(String group, Limits limits) throws IOException {
      Path directory = root.resolve(group);
      String memory = text(limits.memory(), "max");
      write(directory.resolve("memory.max"), memory, limits.memory().isPresent());
      write(
          directory.resolve("cpu.max"),
          text(limits.quota(), "max") + " " + Limits.PERIOD,
          limits.cpus().isPresent());
      write(
          directory.resolve("pids.max"),
          text(limits.processes(), "max"),
          limits.processes().isPresent());
    }

    @Override
    public List<Path> directories(String group) {
      return List.of();
    }

    @Override
    public String description() {
      return "version 2";
    }
  }

  /// Version 1: one hierarchy for each controller.
  ///
  /// @param mounts from a controller (`memory`, `cpu`, `pids`) to its mount point; what the machine
  ///   lacks is missing
  record Separate(Map<String, Path> mounts) implements Controllers {
    /// Copies the map, keeping its order.
    public Separate {
      mounts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(mounts));
    }

    @Override
    public void create(String group) throws IOException {
      for (Path directory : directories(group)) {
        Files.createDirectories(directory);
      }
    }

    @Override
    public void limit(String group, Limits limits) throws IOException {
      write(
          file("memory", group, "memory.limit_in_bytes"),
          text(limits.memory(), "-1"),
          limits.memory().isPresent());
      Path period = file("cpu", group, "cpu.cfs_period_us");
      write(period, Long.toString(Limits.PERIOD), limits.cpus().isPresent());
      write(
          file("cpu", group, "cpu.cfs_quota_us"),
          text(limits.quota(), "-1"),
          limits.cpus().isPresent());
      write(
          file("pids", group, "pids.max"),
          text(limits.processes(), "max"),
          limits.processes().isPresent());
    }

    private Path file(String controller, String group, String name) {
      Path mount = mounts.get(controller);
      return mount == null ? Path.of("/nonexistent", name) : mount.resolve(group).resolve(name);
    }

    @Override
    public List<Path> directories(String group) {
      return mounts.values().stream().distinct().map(mount -> mount.resolve(group)).toList();
    }

    @Override
    public String description() {
      return "version 1 controllers " + mounts.keySet() + " beside a version 2 tree";
    }
  }
}
