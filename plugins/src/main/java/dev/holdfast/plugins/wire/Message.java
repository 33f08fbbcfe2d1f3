package dev.holdfast.plugins.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message: its fields by number. A field that is absent has the value zero, false, empty text
/// or no bytes, as the format wants it.
///
/// Messages within it are looked into when they are asked for, and share the bytes: a message of 30
/// MB of which one part is wanted costs one pass over its outermost fields.
public final class Message {
  /// A message without fields.
  public static final Message EMPTY = new Message(new byte[0]);

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private int[] numbers = new int[8];
  private byte[] kinds = new byte[8];
  // A number's value, or where bytes begin; and where they end.
  private long[] values = new long[8];
  private int[] ends = new int[8];
  private int count;

  private Message(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Reads the outermost fields. The bytes must not change any more.
  public static Message of(byte[] bytes) throws MalformedMessageException {
    return of(bytes, 0, bytes.length);
  }

  private static Message of(byte[] bytes, int from, int to) throws MalformedMessageException {
    Message message = new Message(bytes);
    message.read(from, to);
    return message;
  }

  private void read(int from, int to) throws MalformedMessageException {
    int position = from;
    while (position < to) {
      int length = varintLength(position, to);
      long tag = varint(position, length);
      position += length;
      int number = (int) (tag >>> 3);
      int kind = (int) (tag & 7);
      if (number <= 0 || tag >>> 3 > Integer.MAX_VALUE >> 2) {
        throw new MalformedMessageException("a field has the number " + (tag >>> 3));
      }
      switch (kind) {
        case VARINT -> {
          length = varintLength(position, to);
          add(number, kind, varint(position, length), 0);
          position += length;
        }
        case FIXED64 -> {
          add(number, kind, position, skip(position, Long.BYTES, to));
          position += Long.BYTES;
        }
        case FIXED32 -> {
          add(number, kind, position, skip(position, Integer.BYTES, to));
          position += Integer.BYTES;
        }
        case BYTES -> {
          length = varintLength(position, to);
          long size = varint(position, length);
          position += length;
          int end = skip(position, size, to);
          add(number, kind, position, end);
          position = end;
        }
        default ->
            throw new MalformedMessageException(
                "field " + number + " is of no known kind: " + kind);
      }
    }
  }

  private static int skip(int position, long size, int to) throws MalformedMessageException {
    if (size < 0 || size > to - position) {
      throw new MalformedMessageException("a field is longer than its message");
    }
    return position + (int) size;
  }

  private int varintLength(int position, int to) throws MalformedMessageException {
    for (int length = 1; length <= 10 && position + length <= to; length++) {
      if (bytes[position + length - 1] >= 0) {
        return length;
      }
    }
    throw new MalformedMessageException("a number does not end");
  }

  private long varint(int position, int length) {
    long value = 0;
    for (int index = 0; index < length; index++) {
      value |= (long) (bytes[position + index] & 0x7f) << (7 * index);
    }
    return value;
  }

  private void add(int number, int kind, long value, int end) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, count * 2);
      kinds = Arrays.copyOf(kinds, count * 2);
      values = Arrays.copyOf(values, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    numbers[count] = number;
    kinds[count] = (byte) kind;
    values[count] = value;
    ends[count] = end;
    count++;
  }

  /// Where the last field of a number is, which is the one that counts; -1 where there is none.
  private int last(int number, int kind) throws MalformedMessageException {
    for (int index = count - 1; index >= 0; index--) {
      if (numbers[index] == number) {
        require(index, kind);
        return index;
      }
    }
    return -1;
  }

  private void require(int index, int kind) throws MalformedMessageException {
    if (kinds[index] != kind) {
      throw new MalformedMessageException("field " + numbers[index] + " is of the wrong kind");
    }
  }

  /// Whether the field is there.
  public boolean has(int number) {
    for (int index = 0; index < count; index++) {
      if (numbers[index] == number) {
        return true;
      }
    }
    return false;
  }

  public long number(int field) throws MalformedMessageException {
    int index = last(field, VARINT);
    return index < 0 ? 0 : values[index];
  }

  public boolean flag(int field) throws MalformedMessageException {
    return number(field) != 0;
  }

  public String text(int field) throws MalformedMessageException {
    int index = last(field, BYTES);
    return index < 0 ? "" : textAt(index);
  }

  private String textAt(int index) {
    int from = (int) values[index];
    return new String(bytes, from, ends[index] - from, StandardCharsets.UTF_8);
  }

  /// A copy of the bytes.
  public byte[] bytes(int field) throws MalformedMessageException {
    int index = last(field, BYTES);
    return index < 0 ? new byte[0] : Arrays.copyOfRange(bytes, (int) values[index], ends[index]);
  }

  /// The message in a field, or null where it is absent.
  public @Nullable Message message(int field) throws MalformedMessageException {
    int index = last(field, BYTES);
    return index < 0 ? null : of(bytes, (int) values[index], ends[index]);
  }

  /// All messages of a field that may be repeated, in order.
  public List<Message> messages(int field) throws MalformedMessageException {
    List<Message> messages = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      if (numbers[index] == field) {
        require(index, BYTES);
        messages.add(of(bytes, (int) values[index], ends[index]));
      }
    }
    return messages;
  }
}
