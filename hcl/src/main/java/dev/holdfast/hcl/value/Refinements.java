package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.DynamicType;
import dev.holdfast.hcl.type.ListType;
import dev.holdfast.hcl.type.MapType;
import dev.holdfast.hcl.type.PrimitiveType;
import dev.holdfast.hcl.type.SetType;
import dev.holdfast.hcl.type.Type;
import java.text.BreakIterator;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives unknown values what is known about them.
public final class Refinements {
  /// A list of unknowns is made only up to this length; a longer one stays wholly unknown.
  private static final int LONGEST_LIST_OF_UNKNOWNS = 1024;

  /// After these a following combining character starts no common text, so a prefix may end there.
  private static final String DELIMITERS = "-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'=<>\n\r";

  private Refinements() {}

  /// An unknown with more known about it, or the only value that is left: a number whose bounds
  /// meet, an empty collection, a list of so many unknowns. What does not fit the type is left out;
  /// known values and unknowns of an unknown type are returned as they are.
  ///
  /// @throws IllegalArgumentException if no value is left
  public static Value refine(Value value, Refinement more) {
    if (!(value instanceof UnknownValue unknown) || unknown.type() instanceof DynamicType) {
      return value;
    }
    Refinement merged = merge(unknown.refinement(), fitting(more, unknown.type()));
    requireConsistent(merged);
    if (merged.notNull()) {
      Value only = onlyValue(unknown.type(), merged);
      if (only != null) {
        return only.mark(unknown.marks());
      }
    }
    return merged.equals(unknown.refinement())
        ? value
        : new UnknownValue(unknown.type(), merged, unknown.marks());
  }

  /// The value, known not to be null if it is unknown of a known type.
  public static Value notNull(Value value) {
    return refine(value, Refinement.NOT_NULL);
  }

  /// Whether the value is certain not to be null, known or not.
  public static boolean isDefinitelyNotNull(Value value) {
    return value instanceof UnknownValue unknown ? unknown.refinement().notNull() : !value.isNull();
  }

  /// As much of the start of a text as stays its start whatever follows: without the last grapheme
  /// cluster, which a following combining character could change, unless that is a usual delimiter.
  public static String safePrefix(String start) {
    String text = StringValue.normalized(start);
    if (text.isEmpty() || DELIMITERS.indexOf(text.charAt(text.length() - 1)) >= 0) {
      return text;
    }
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    return text.substring(0, clusters.preceding(text.length()));
  }

  private static Refinement fitting(Refinement refinement, Type type) {
    boolean number = type == PrimitiveType.NUMBER;
    boolean collection =
        type instanceof ListType || type instanceof SetType || type instanceof MapType;
    return new Refinement(
        refinement.notNull(),
        type == PrimitiveType.STRING ? refinement.prefix() : "",
        number ? refinement.lower() : null,
        number ? refinement.upper() : null,
        collection ? refinement.minimumLength() : 0,
        collection ? refinement.maximumLength() : Integer.MAX_VALUE);
  }

  private static Refinement merge(Refinement one, Refinement other) {
    String shorter =
        one.prefix().length() < other.prefix().length() ? one.prefix() : other.prefix();
    String longer = one.prefix().length() < other.prefix().length() ? other.prefix() : one.prefix();
    if (!longer.startsWith(shorter)) {
      throw new IllegalArgumentException("no text starts with both prefixes");
    }
    return new Refinement(
        one.notNull() || other.notNull(),
        longer,
        tighter(one.lower(), other.lower(), 1),
        tighter(one.upper(), other.upper(), -1),
        Math.max(one.minimumLength(), other.minimumLength()),
        Math.min(one.maximumLength(), other.maximumLength()));
  }

  private static Refinement.@Nullable Bound tighter(
      Refinement.@Nullable Bound one, Refinement.@Nullable Bound other, int direction) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    int order = Integer.signum(one.value().compareTo(other.value()));
    if (order == 0) {
      return one.inclusive() ? other : one;
    }
    return order == direction ? one : other;
  }

  private static void requireConsistent(Refinement refinement) {
    if (refinement.minimumLength() > refinement.maximumLength()) {
      throw new IllegalArgumentException("no collection has that length");
    }
    Refinement.Bound lower = refinement.lower();
    Refinement.Bound upper = refinement.upper();
    if (lower != null && upper != null) {
      int order = lower.value().compareTo(upper.value());
      if (order > 0 || (order == 0 && !(lower.inclusive() && upper.inclusive()))) {
        throw new IllegalArgumentException("no number is between the bounds");
      }
    }
  }

  private static @Nullable Value onlyValue(Type type, Refinement refinement) {
    Refinement.Bound lower = refinement.lower();
    Refinement.Bound upper = refinement.upper();
    if (lower != null && upper != null && lower.value().equals(upper.value())) {
      return Value.of(lower.value());
    }
    int length = refinement.maximumLength();
    if (refinement.minimumLength() != length) {
      return null;
    }
    return switch (type) {
      case ListType(Type element) when length <= LONGEST_LIST_OF_UNKNOWNS ->
          Value.list(element, Collections.nCopies(length, Value.unknown(element)));
      case SetType(Type element) when length <= 1 ->
          Value.set(element, Collections.nCopies(length, Value.unknown(element)));
      case MapType(Type element) when length == 0 -> Value.map(element, Map.of());
      default -> null;
    };
  }
}
