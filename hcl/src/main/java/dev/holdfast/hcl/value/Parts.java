package dev.holdfast.hcl.value;

/// Facts about the parts of a composite value, computed once when it is built.
enum Parts {
  KNOWN(true, false),
  KNOWN_AND_MARKED(true, true),
  UNKNOWN(false, false),
  UNKNOWN_AND_MARKED(false, true);

  private final boolean whollyKnown;
  private final boolean marked;

  Parts(boolean whollyKnown, boolean marked) {
    this.whollyKnown = whollyKnown;
    this.marked = marked;
  }

  static Parts of(Iterable<? extends Value> values) {
    boolean known = true;
    boolean marks = false;
    for (Value value : values) {
      known &= value.isWhollyKnown();
      marks |= value.containsMarks();
    }
    if (known) {
      return marks ? KNOWN_AND_MARKED : KNOWN;
    }
    return marks ? UNKNOWN_AND_MARKED : UNKNOWN;
  }

  /// Whether all parts are known at every depth.
  boolean whollyKnown() {
    return whollyKnown;
  }

  /// Whether any part is marked at any depth.
  boolean marked() {
    return marked;
  }
}
