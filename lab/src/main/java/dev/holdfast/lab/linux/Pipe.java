package dev.holdfast.lab.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// A pipe of this process, to be handed to a started one as its output. Reading it ends when the
/// last holder of its other end is gone: unlike Java's own pipes, which are closed when the process
/// that Java started ends, even if that one's children still print.
public final class Pipe implements AutoCloseable {
  private static final long CLOSE_ON_EXEC = 0x80000;

  private final Descriptor reading;
  private final Descriptor writing;

  private Pipe(Descriptor reading, Descriptor writing) {
    this.reading = reading;
    this.writing = writing;
  }

  /// Makes one.
  public static Pipe open() throws SystemCallFailed {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pair = arena.allocate(JAVA_INT, 2);
      Kernel.call(SystemCall.PIPE2, "pipe", pair.address(), CLOSE_ON_EXEC);
      return new Pipe(
          new Descriptor(pair.getAtIndex(JAVA_INT, 0)),
          new Descriptor(pair.getAtIndex(JAVA_INT, 1)));
    }
  }

  /// The file that a process is started with as its output.
  public Path output() {
    return writing.path();
  }

  /// Everything written to it, once this process has let go of its own writing end and every other
  /// holder too.
  public byte[] readAll() throws IOException {
    writing.close();
    try (InputStream stream = new FileInputStream(reading.path().toFile())) {
      reading.close();
      return stream.readAllBytes();
    }
  }

  @Override
  public void close() {
    writing.close();
    reading.close();
  }
}
