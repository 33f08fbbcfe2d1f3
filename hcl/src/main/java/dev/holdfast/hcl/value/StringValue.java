package dev.holdfast.hcl.value;

import dev.holdfast.hcl.type.Type;
import java.text.Normalizer;
import java.util.Set;

/// Text in Unicode normalisation form NFC.
public record StringValue(String value, Set<Mark> marks) implements Value {

  public StringValue {
    marks = Set.copyOf(marks);
    if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
      value = Normalizer.normalize(value, Normalizer.Form.NFC);
    }
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
