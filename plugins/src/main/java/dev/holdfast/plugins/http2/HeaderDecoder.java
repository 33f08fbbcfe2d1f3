package dev.holdfast.plugins.http2;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Decodes header blocks (RFC 7541). One for each connection, and every block must pass through it,
/// since later ones build on earlier ones. Strings hold one byte as one character.
final class HeaderDecoder {
  private static final int LONGEST_INTEGER = 28;

  private final HeaderTable table = new HeaderTable();
  private byte[] block = new byte[0];
  private int position;

  /// @throws Http2Exception if it breaks the rules, after which the connection is of no use
  List<HeaderField> decode(byte[] encoded) throws Http2Exception {
    block = encoded;
    position = 0;
    List<HeaderField> fields = new ArrayList<>();
    while (position < block.length) {
      int first = block[position] & 0xff;
      if ((first & 0x80) != 0) {
        fields.add(table.get(integer(7)));
      } else if ((first & 0x40) != 0) {
        HeaderField field = literal(6);
        table.add(field);
        fields.add(field);
      } else if ((first & 0x20) != 0) {
        table.resize(integer(5));
      } else {
        fields.add(literal(4));
      }
    }
    return fields;
  }

  private HeaderField literal(int prefix) throws Http2Exception {
    int name = integer(prefix);
    return new HeaderField(name == 0 ? string() : table.get(name).name(), string());
  }

  /// An integer whose first bits are the last ones of a byte (section 5.1).
  private int integer(int prefix) throws Http2Exception {
    int largest = (1 << prefix) - 1;
    int value = next() & largest;
    if (value < largest) {
      return value;
    }
    for (int shift = 0; shift < LONGEST_INTEGER; shift += 7) {
      int more = next();
      value += (more & 0x7f) << shift;
      if (value < 0) {
        break;
      }
      if ((more & 0x80) == 0) {
        return value;
      }
    }
    throw new Http2Exception("a number in a header is too large");
  }

  private String string() throws Http2Exception {
    boolean compressed = position < block.length && (block[position] & 0x80) != 0;
    int length = integer(7);
    if (length > block.length - position) {
      throw new Http2Exception("a header ends within a string");
    }
    int start = position;
    position += length;
    if (!compressed) {
      return new String(block, start, length, StandardCharsets.ISO_8859_1);
    }
    return new String(Huffman.decode(block, start, length), StandardCharsets.ISO_8859_1);
  }

  private int next() throws Http2Exception {
    if (position == block.length) {
      throw new Http2Exception("a header ends too early");
    }
    return block[position++] & 0xff;
  }
}
