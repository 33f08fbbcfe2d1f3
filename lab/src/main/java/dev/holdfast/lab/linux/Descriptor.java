package dev.holdfast.lab.linux;

import java.lang.foreign.Arena;
import java.nio.file.Path;

/// An open file descriptor of this process, closed on exec, to be closed by its owner.
public final class Descriptor implements AutoCloseable {
  private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
  private static final long CURRENT_DIRECTORY = -100;
  private static final long PATH_ONLY = 0x200000;
  private static final long NO_FOLLOW = ARM ? 0x8000 : 0x20000;
  private static final long DIRECTORY = ARM ? 0x4000 : 0x10000;
  private static final long CLOSE_ON_EXEC = 0x80000;

  private final int number;
  private boolean open = true;

  Descriptor(long number) {
    this.number = Math.toIntExact(number);
  }

  /// Opens a file for reading; the usual way to hold a namespace.
  public static Descriptor open(Path path) throws SystemCallFailed {
    return open(path, 0);
  }

  /// Opens a file for reading and writing; the usual way to hold a device.
  public static Descriptor openDevice(Path path) throws SystemCallFailed {
    return open(path, 2);
  }

  /// Holds a directory, which must not be a symbolic link, to name it by [#path] whatever is put in
  /// its place later.
  public static Descriptor holdDirectory(Path path) throws SystemCallFailed {
    return open(path, PATH_ONLY | NO_FOLLOW | DIRECTORY);
  }

  private static Descriptor open(Path path, long access) throws SystemCallFailed {
    try (Arena arena = Arena.ofConfined()) {
      return new Descriptor(
          Kernel.call(
              SystemCall.OPENAT,
              path.toString(),
              CURRENT_DIRECTORY,
              arena.allocateFrom(path.toString()).address(),
              access | CLOSE_ON_EXEC));
    }
  }

  /// The number that the kernel knows it by.
  public int number() {
    return number;
  }

  /// The way to what it holds, within this process.
  public Path path() {
    return Path.of("/proc/self/fd", Integer.toString(number));
  }

  /// Closes it; a second time does nothing. A failure to close cannot be acted on and is dropped.
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      Kernel.call(SystemCall.CLOSE, "", number);
    } catch (SystemCallFailed dropped) {
      System.getLogger(Descriptor.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a descriptor failed", dropped);
    }
  }
}
