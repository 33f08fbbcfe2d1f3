package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts `count`, `for_each` and `enabled` together, of which at most one may be given.
final class RepetitionDecoder {
  private RepetitionDecoder() {}

  static Repetition decode(
      @Nullable Attribute count,
      @Nullable Attribute forEach,
      @Nullable Attribute enabled,
      Decoding decoding) {
    List<Attribute> given = new ArrayList<>();
    for (Attribute attribute : new Attribute[] {count, forEach, enabled}) {
      if (attribute != null) {
        given.add(attribute);
      }
    }
    if (given.isEmpty()) {
      return Repetition.SINGLE;
    }
    if (given.size() > 1) {
      String names =
          given.stream()
              .map(attribute -> "\"" + attribute.name() + "\"")
              .collect(Collectors.joining(" and "));
      SourceRange place = given.getLast().nameRange();
      decoding.error(
          "Invalid combination of " + names,
          ("The %s meta-arguments are mutually-exclusive, only one should be used to be"
                  + " explicit about the number of resources to be created.")
              .formatted(names),
          place);
    }
    return new Repetition(
        Decoding.expression(count), Decoding.expression(forEach), Decoding.expression(enabled));
  }
}
