package dev.holdfast.registry.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// The Unix modes of the entries of a zip archive, which the JDK does not tell. They are in the
/// central directory: APPNOTE.TXT of PKWARE, sections 4.3.12, 4.3.14 to 4.3.16 and 4.4.15.
///
/// @param modes by the name of the entry; entries made by systems without modes are not there
record ZipModes(Map<String, Integer> modes) {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int END64_LOCATOR_SIZE = 20;
  private static final int END64 = 0x06064b50;
  private static final int END64_SIZE = 56;
  private static final int HEADER = 0x02014b50;
  private static final int HEADER_SIZE = 46;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final long MAXIMUM_DIRECTORY = 64 << 20;

  /// The systems, in the upper byte of "version made by", whose attributes are Unix modes.
  private static final int UNIX = 3;

  private static final int DARWIN = 19;

  private static final int TYPE_MASK = 0xF000;
  private static final int REGULAR = 0x8000;
  private static final int FOLDER = 0x4000;
  private static final int ANY_EXECUTE = 0x49;

  /// Reads the modes of an archive.
  static ZipModes of(Path archive) throws IOException {
    try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.READ)) {
      return new ZipModes(read(directory(channel)));
    }
  }

  /// Whether an entry is a file or a folder and nothing else.
  boolean isPlain(String name) {
    int type = modes.getOrDefault(name, 0) & TYPE_MASK;
    return type == 0 || type == REGULAR || type == FOLDER;
  }

  boolean isExecutable(String name) {
    return (modes.getOrDefault(name, 0) & ANY_EXECUTE) != 0;
  }

  private static Map<String, Integer> read(ByteBuffer directory) {
    Map<String, Integer> modes = new HashMap<>();
    while (directory.remaining() >= HEADER_SIZE
        && directory.getInt(directory.position()) == HEADER) {
      int at = directory.position();
      int system = directory.getShort(at + 4) >> 8 & 0xFF;
      int nameLength = directory.getShort(at + 28) & 0xFFFF;
      int rest = (directory.getShort(at + 30) & 0xFFFF) + (directory.getShort(at + 32) & 0xFFFF);
      int mode = directory.getInt(at + 38) >>> 16;
      if (directory.remaining() < HEADER_SIZE + nameLength + rest) {
        break;
      }
      if (system == UNIX || system == DARWIN) {
        byte[] name = new byte[nameLength];
        directory.get(at + HEADER_SIZE, name);
        modes.put(new String(name, StandardCharsets.UTF_8), mode);
      }
      directory.position(at + HEADER_SIZE + nameLength + rest);
    }
    return modes;
  }

  /// The bytes of the central directory.
  private static ByteBuffer directory(FileChannel channel) throws IOException {
    long size = channel.size();
    int tailSize = (int) Math.min(size, END_SIZE + LONGEST_COMMENT + END64_LOCATOR_SIZE);
    ByteBuffer tail = read(channel, size - tailSize, tailSize);
    for (int at = tailSize - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        long length = Integer.toUnsignedLong(tail.getInt(at + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
        int locator = at - END64_LOCATOR_SIZE;
        if (locator >= 0 && tail.getInt(locator) == END64_LOCATOR) {
          ByteBuffer end = read(channel, tail.getLong(locator + 8), END64_SIZE);
          if (end.getInt(0) != END64) {
            throw new UnsafeArchiveException("it is damaged");
          }
          length = end.getLong(40);
          offset = end.getLong(48);
        }
        return read(channel, offset, length);
      }
    }
    throw new UnsafeArchiveException("it is damaged or no zip archive");
  }

  private static ByteBuffer read(FileChannel channel, long offset, long length) throws IOException {
    if (offset < 0
        || length < 0
        || length > MAXIMUM_DIRECTORY
        || offset + length > channel.size()) {
      throw new UnsafeArchiveException("it is damaged");
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {}
    return buffer.flip();
  }
}
