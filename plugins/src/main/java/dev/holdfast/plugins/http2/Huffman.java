package dev.holdfast.plugins.http2;

import java.io.ByteArrayOutputStream;

/// Decodes the Huffman code of header strings. The code is canonical, so that the lengths of its
/// code words tell all of it (RFC 7541, appendix B).
final class Huffman {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;
  private static final int END_OF_STRING = 256;

  /// The length of the code word of each byte and, last, of the end of the string, in bits.
  private static final int[] LENGTHS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28,
    28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5,
    6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23,
    23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20,
    22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22,
    22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26,
    27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25,
    25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30
  };

  /// For each length: the first code word, how many there are, and where their symbols begin.
  private static final int[] FIRST = new int[LONGEST + 1];

  private static final int[] COUNT = new int[LONGEST + 1];
  private static final int[] START = new int[LONGEST + 1];
  private static final int[] SYMBOLS = new int[LENGTHS.length];

  static {
    int word = 0;
    int next = 0;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      word <<= 1;
      FIRST[length] = word;
      START[length] = next;
      for (int symbol = 0; symbol < LENGTHS.length; symbol++) {
        if (LENGTHS[symbol] == length) {
          SYMBOLS[next++] = symbol;
          word++;
        }
      }
      COUNT[length] = next - START[length];
    }
  }

  private Huffman() {}

  /// @throws Http2Exception if it holds the end of the string, or ends with more than the padding
  static byte[] decode(byte[] bytes, int offset, int length) throws Http2Exception {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(length * 8 / SHORTEST);
    int word = 0;
    int bits = 0;
    for (int i = offset; i < offset + length; i++) {
      for (int bit = 7; bit >= 0; bit--) {
        word = (word << 1) | ((bytes[i] >> bit) & 1);
        bits++;
        int index = bits < SHORTEST ? -1 : word - FIRST[bits];
        if (index >= 0 && index < COUNT[bits]) {
          int symbol = SYMBOLS[START[bits] + index];
          if (symbol == END_OF_STRING) {
            throw new Http2Exception("a header string holds the end of a string");
          }
          decoded.write(symbol);
          word = 0;
          bits = 0;
        }
      }
    }
    if (bits > 7 || word != (1 << bits) - 1) {
      throw new Http2Exception("a header string ends within a code word");
    }
    return decoded.toByteArray();
  }
}
