package dev.holdfast.lab.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Mounts in the mount namespace of this process.
public final class Mounts {
  private static final long NO_SET_USER = 2;
  private static final long NO_DEVICES = 4;
  private static final long CHARACTER_DEVICE = 0020000;
  private static final long BIND = 0x1000;
  private static final long PRIVATE = 0x40000;
  private static final long RECURSIVE = 0x4000;
  private static final long DETACH = 2;
  private static final long NO_FOLLOW = 8;
  private static final long CURRENT_DIRECTORY = -100;
  private static final long OPEN_TREE_CLONE = 1;
  private static final long CLOSE_ON_EXEC = 0x80000;
  private static final long EMPTY_PATH = 0x1000;
  private static final long MOVE_FROM_EMPTY_PATH = 4;
  private static final long ATTRIBUTE_READ_ONLY = 1;
  private static final long ATTRIBUTE_IDMAP = 0x100000;

  /// Size of `struct mount_attr`: attr_set, attr_clr, propagation, userns_fd, 64 bits each.
  private static final long ATTRIBUTES_SIZE = 32;

  private static final long USER_NAMESPACE_OFFSET = 24;

  private Mounts() {}

  /// Shows `source` (a directory or a file) at `target` too, which must exist and be of its kind.
  public static void bind(Path source, Path target) throws SystemCallFailed {
    mount(source.toString(), target, "", BIND, "");
  }

  /// Makes a mount private: mounts under it stay unseen by other mount namespaces.
  public static void makePrivate(Path target) throws SystemCallFailed {
    mount("none", target, "", PRIVATE | RECURSIVE, "");
  }

  /// Makes a character device node that everyone may use.
  public static void characterDevice(Path path, int major, int minor) throws SystemCallFailed {
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(
          SystemCall.MKNODAT,
          path.toString(),
          CURRENT_DIRECTORY,
          arena.allocateFrom(path.toString()).address(),
          CHARACTER_DEVICE | 0666,
          ((long) major << 8) | minor);
    }
  }

  /// Mounts a `tmpfs` without set-user-id programs on a directory, which must not be a symbolic
  /// link.
  ///
  /// @param owner the user and group that own its top
  /// @param mode its permissions in octal, for example `1777`
  /// @param devices whether device nodes in it work
  public static void temporary(Path target, int owner, String mode, boolean devices)
      throws SystemCallFailed {
    try (Descriptor directory = Descriptor.holdDirectory(target)) {
      mount(
          "tmpfs",
          directory.path(),
          "tmpfs",
          NO_SET_USER | (devices ? 0 : NO_DEVICES),
          "mode=" + mode + ",uid=" + owner + ",gid=" + owner);
    }
  }

  /// Mounts a filesystem.
  ///
  /// @param type for example `overlay`; `data` its options, comma separated
  public static void filesystem(String type, String source, Path target, String data)
      throws SystemCallFailed {
    mount(source, target, type, 0, data);
  }

  /// Mounts an overlay: `upper` over `lower`, with device nodes in either made powerless. Writes
  /// are not forced to disk (`volatile`).
  ///
  /// The four paths are ours and hold neither comma nor colon.
  public static void overlay(Path lower, Path upper, Path work, Path target)
      throws SystemCallFailed {
    mount(
        "overlay",
        target,
        "overlay",
        NO_DEVICES,
        "lowerdir=" + lower + ",upperdir=" + upper + ",workdir=" + work + ",volatile");
  }

  private static void mount(String source, Path target, String type, long flags, String data)
      throws SystemCallFailed {
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(
          SystemCall.MOUNT,
          target.toString(),
          arena.allocateFrom(source).address(),
          arena.allocateFrom(target.toString()).address(),
          arena.allocateFrom(type).address(),
          flags,
          arena.allocateFrom(data).address());
    }
  }

  /// Shows `source` read-only at `target`, with the owners of its files shifted by the mapping of a
  /// user namespace: a file of user 0 there belongs to that namespace's root here. Needs Linux
  /// 5.12, and 5.19 to be used as a layer of an overlay.
  public static void bindShifted(Path source, Path target, Descriptor userNamespace)
      throws SystemCallFailed {
    try (Arena arena = Arena.ofConfined();
        Descriptor tree =
            new Descriptor(
                Kernel.call(
                    SystemCall.OPEN_TREE,
                    source.toString(),
                    CURRENT_DIRECTORY,
                    arena.allocateFrom(source.toString()).address(),
                    OPEN_TREE_CLONE | CLOSE_ON_EXEC))) {
      long empty = arena.allocateFrom("").address();
      MemorySegment attributes = arena.allocate(ATTRIBUTES_SIZE, Long.BYTES);
      attributes.set(JAVA_LONG, 0, ATTRIBUTE_IDMAP | ATTRIBUTE_READ_ONLY);
      attributes.set(JAVA_LONG, USER_NAMESPACE_OFFSET, userNamespace.number());
      Kernel.call(
          SystemCall.MOUNT_SETATTR,
          source.toString(),
          tree.number(),
          empty,
          EMPTY_PATH,
          attributes.address(),
          ATTRIBUTES_SIZE);
      Kernel.call(
          SystemCall.MOVE_MOUNT,
          target.toString(),
          tree.number(),
          empty,
          CURRENT_DIRECTORY,
          arena.allocateFrom(target.toString()).address(),
          MOVE_FROM_EMPTY_PATH);
    }
  }

  /// Takes a mount away. It vanishes at once for new users; those that have it open keep it. Where
  /// several are stacked it is the topmost.
  ///
  /// @return whether there was one; false for a path that is no mount point or does not exist
  public static boolean detach(Path target) throws SystemCallFailed {
    try (Arena arena = Arena.ofConfined()) {
      Kernel.call(
          SystemCall.UMOUNT2,
          target.toString(),
          arena.allocateFrom(target.toString()).address(),
          DETACH | NO_FOLLOW);
      return true;
    } catch (SystemCallFailed failed) {
      if (failed.errno() != SystemCallFailed.INVALID
          && failed.errno() != SystemCallFailed.NOT_FOUND) {
        throw failed;
      }
      return false;
    }
  }

  /// Every mount point at or below `root`, the last mounted first: the order to take them away in.
  /// Linear in the mounts of the machine.
  public static List<Path> under(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<String> lines =
        Files.lines(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1)) {
      lines.forEach(line -> {
        Path point = mountPoint(line);
        if (point.startsWith(root)) {
          found.add(point);
        }
      });
    }
    return found.reversed();
  }

  /// The fifth field of a line of mountinfo, whose blanks and backslashes are written in octal.
  static Path mountPoint(String line) {
    String field = line.split(" ", 6)[4];
    if (field.indexOf('\\') < 0) {
      return decoded(field);
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '\\' && i + 3 < field.length()) {
        plain.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        plain.append(c);
      }
    }
    return decoded(plain.toString());
  }

  private static Path decoded(String bytes) {
    return Path.of(new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }
}
