package dev.holdfast.hcl.value;

import static dev.holdfast.hcl.Notation.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EqualityTest {
  private static final Value PLAIN = Value.tuple(List.of(value("?string"), Value.of(1)));
  private static final Value REFINED = Value.tuple(List.of(value("?string notnull"), Value.of(1)));

  @Test
  void ignoresWhatIsKnownOfUnknowns() {
    assertThat(PLAIN).isNotEqualTo(REFINED);
    assertThat(Equality.sameIgnoringRefinements(PLAIN, REFINED)).isTrue();
    assertThat(Equality.sameIgnoringRefinements(value("?string"), value("?number"))).isFalse();
  }

  @Test
  void mindsMarksUnlessToldOtherwise() {
    Value marked = PLAIN.mark(Mark.SENSITIVE);
    assertThat(Equality.sameIgnoringRefinements(PLAIN, marked)).isFalse();
    assertThat(Equality.sameIgnoringMarksAndRefinements(REFINED, marked)).isTrue();
  }

  @Test
  void tellsTypesApart() {
    assertThat(
            Equality.sameIgnoringRefinements(
                value("[] : [\"list\",\"string\"]"), value("[] : [\"list\",\"number\"]")))
        .isFalse();
    assertThat(Equality.sameIgnoringRefinements(value("null : \"string\""), value("null")))
        .isFalse();
  }
}
