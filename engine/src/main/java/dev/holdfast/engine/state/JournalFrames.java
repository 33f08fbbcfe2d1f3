package dev.holdfast.engine.state;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// How records lie in a journal file. All that became durable together is one frame:
///
/// | bytes | what |
/// |---|---|
/// | 4 | `HJRN` |
/// | 4 | length of the content |
/// | 4 | CRC32C of the content |
/// | 4 | CRC32C of the twelve bytes before |
/// | length | records, each a line |
///
/// A frame that is not whole can only be the last one, cut off by a death in the middle of writing:
/// it is left out, and nothing that anyone relied on was in it. A frame that is damaged with whole
/// ones behind it means that the file was changed, which is a fault.
final class JournalFrames {
  private static final int MAGIC = 0x484A524E;
  private static final int HEADER = 16;

  private JournalFrames() {}

  /// What a journal file holds.
  ///
  /// @param records in the order they were written
  /// @param length of the part that is whole, in bytes
  /// @param torn whether there is a part behind it that is not
  /// @param damagedAt where a frame in the middle is damaged, or -1
  record Contents(List<byte[]> records, long length, boolean torn, long damagedAt) {}

  /// One frame of all the records.
  static byte[] frame(List<byte[]> records) {
    int length = 0;
    for (byte[] record : records) {
      length = Math.addExact(length, record.length + 1);
    }
    ByteBuffer frame = ByteBuffer.allocate(Math.addExact(HEADER, length));
    frame.position(HEADER);
    for (byte[] record : records) {
      frame.put(record).put((byte) '\n');
    }
    frame.putInt(0, MAGIC).putInt(4, length);
    frame.putInt(8, checksum(frame.array(), HEADER, length));
    frame.putInt(12, checksum(frame.array(), 0, 12));
    return frame.array();
  }

  /// Linear in the size of the file.
  static Contents read(byte[] file) {
    List<byte[]> records = new ArrayList<>();
    int position = 0;
    while (position < file.length) {
      int length = wholeFrame(file, position);
      if (length < 0) {
        boolean wholeOneBehind = findFrame(file, position + 1) >= 0;
        return new Contents(records, position, true, wholeOneBehind ? position : -1);
      }
      split(file, position + HEADER, length, records);
      position += HEADER + length;
    }
    return new Contents(records, position, false, -1);
  }

  /// The length of the content of the frame there, or -1 if there is no whole one.
  private static int wholeFrame(byte[] file, int position) {
    if (file.length - position < HEADER) {
      return -1;
    }
    ByteBuffer header = ByteBuffer.wrap(file, position, HEADER).slice();
    if (header.getInt(0) != MAGIC || header.getInt(12) != checksum(file, position, 12)) {
      return -1;
    }
    int length = header.getInt(4);
    boolean fits = length >= 0 && length <= file.length - position - HEADER;
    return fits && header.getInt(8) == checksum(file, position + HEADER, length) ? length : -1;
  }

  private static int findFrame(byte[] file, int from) {
    for (int position = from; position <= file.length - HEADER; position++) {
      if (file[position] == (byte) (MAGIC >>> 24) && wholeFrame(file, position) >= 0) {
        return position;
      }
    }
    return -1;
  }

  private static void split(byte[] file, int from, int length, List<byte[]> records) {
    int start = from;
    for (int position = from; position < from + length; position++) {
      if (file[position] == '\n') {
        records.add(Arrays.copyOfRange(file, start, position));
        start = position + 1;
      }
    }
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }
}
