package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.Type;
import java.text.Normalizer;
import java.util.Set;

/// Text in Unicode normalisation form NFC.
public record StringValue(String value, Set<Mark> marks) implements Value {

  public StringValue {
    marks = Set.copyOf(marks);
    value = normalized(value);
  }

  /// The text in form NFC; costs one pass over the text where it is ordinary.
  static String normalized(String text) {
    for (int index = 0; index < text.length(); index++) {
      // Below U+0300 nothing combines, so such text is always in form NFC.
      if (text.charAt(index) >= '\u0300') {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  @Override
  public Type type() {
    return Type.STRING;
  }

  @Override
  public Value withExactly(Set<Mark> newMarks) {
    return new StringValue(value, newMarks);
  }

  @Override
  public boolean isWhollyKnown() {
    return true;
  }

  @Override
  public boolean containsMarks() {
    return !marks.isEmpty();
  }
}
