package dev.holdfast.hcl.syntax;

import java.util.Arrays;

/// The tokens of a text in the order they stand, as plain arrays: a file of 10 MB has millions of
/// them.
final class TokenList {
  private TokenType[] types = new TokenType[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int size;

  void add(TokenType type, int start, int end) {
    if (size == types.length) {
      int larger = size * 2;
      types = Arrays.copyOf(types, larger);
      starts = Arrays.copyOf(starts, larger);
      ends = Arrays.copyOf(ends, larger);
    }
    types[size] = type;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  /// Makes a token that was added before invalid.
  void invalidate(int index) {
    types[index] = TokenType.INVALID;
  }

  int size() {
    return size;
  }

  TokenType type(int index) {
    return types[index];
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  /// The same without comments, and with only the first of line breaks that follow each other: what
  /// the grammar sees.
  TokenList significant() {
    TokenList result = new TokenList();
    TokenType previous = TokenType.END_OF_FILE;
    for (int i = 0; i < size; i++) {
      TokenType type = type(i);
      boolean repeated = type == TokenType.NEWLINE && previous == TokenType.NEWLINE;
      if (type != TokenType.COMMENT && !repeated) {
        result.add(type, starts[i], ends[i]);
        previous = type;
      }
    }
    return result;
  }
}
