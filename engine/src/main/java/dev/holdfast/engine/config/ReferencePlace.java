package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ResourceAddress;
import org.jspecify.annotations.Nullable;

/// Which names that only stand for something in some places do so in one place.
///
/// @param count whether `count.index` does
/// @param each whether `each.key` and `each.value` do
/// @param self whether `self` does
/// @param data a data source that only this place can name, or null
record ReferencePlace(boolean count, boolean each, boolean self, @Nullable ResourceAddress data) {

  /// None of them.
  static final ReferencePlace PLAIN = new ReferencePlace(false, false, false, null);

  static ReferencePlace of(Repetition repetition) {
    return new ReferencePlace(
        repetition.count() != null, repetition.forEach() != null, false, null);
  }

  ReferencePlace withSelf() {
    return new ReferencePlace(count, each, true, data);
  }

  ReferencePlace withEach() {
    return new ReferencePlace(count, true, self, data);
  }

  ReferencePlace withData(@Nullable ResourceAddress visible) {
    return new ReferencePlace(count, each, self, visible);
  }
}
