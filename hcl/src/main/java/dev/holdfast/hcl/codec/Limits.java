package dev.holdfast.hcl.codec;

/// How much encoded input of unknown origin may ask for.
final class Limits {
  /// Values nested deeper than this are refused, since reading them takes stack.
  static final int DEPTH = 500;

  private Limits() {}

  static CodecException tooDeep() {
    return new CodecException("nested more than " + DEPTH + " levels deep");
  }
}
