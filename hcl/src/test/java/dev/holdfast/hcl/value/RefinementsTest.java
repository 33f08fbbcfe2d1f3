package dev.holdfast.hcl.value;

import static dev.holdfast.hcl.Notation.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hcl.number.Number512;
import dev.holdfast.hcl.type.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefinementsTest {

  @Test
  void knowsANumberWhoseBoundsMeet() {
    assertThat(value("?number lower=3 upper=3 notnull")).isEqualTo(Value.of(3));
    assertThat(value("?number lower=3 upper=3").isKnown()).isFalse();
  }

  @Test
  void knowsACollectionWhoseLengthIsDecided() {
    assertThat(value("?map(string) notnull maximum=0")).isEqualTo(Value.map(Type.STRING, Map.of()));
    assertThat(value("?list(string) notnull minimum=2 maximum=2"))
        .isEqualTo(
            Value.list(
                Type.STRING, List.of(Value.unknown(Type.STRING), Value.unknown(Type.STRING))));
    assertThat(value("?list(string) notnull minimum=2000000 maximum=2000000").isKnown()).isFalse();
  }

  @Test
  void keepsTheTighterOfTwoBounds() {
    assertThat(value("?number lower=1 lower=2 upper=9 upper=8"))
        .isEqualTo(value("?number lower=2 upper=8"));
    assertThat(value("?number lower=1 above=1")).isEqualTo(value("?number above=1"));
  }

  @Test
  void refusesContradictions() {
    assertThatThrownBy(() -> value("?number lower=2 upper=1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> value("?string prefix=a prefix=b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> value("?list(string) minimum=2 maximum=1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesOutWhatDoesNotFitTheType() {
    assertThat(value("?bool lower=1 prefix=a maximum=1")).isEqualTo(Value.unknown(Type.BOOLEAN));
    assertThat(value("?any notnull")).isEqualTo(Values.UNKNOWN);
  }

  @Test
  void keepsMarks() {
    Value marked = Value.unknown(Type.NUMBER).mark(Mark.SENSITIVE);
    Refinement.Bound bound = new Refinement.Bound(Number512.ONE, true);
    assertThat(
            Refinements.refine(
                marked, new Refinement(true, "", bound, bound, 0, Integer.MAX_VALUE)))
        .isEqualTo(Value.of(1).mark(Mark.SENSITIVE));
  }

  @Test
  void cutsAPrefixWhereWhatFollowsCannotChangeIt() {
    assertThat(Refinements.safePrefix("e")).isEmpty();
    assertThat(Refinements.safePrefix("ab")).isEqualTo("a");
    assertThat(Refinements.safePrefix("ami-")).isEqualTo("ami-");
    assertThat(Refinements.safePrefix("a\ud83d\udc68\u200d\ud83d\udc69")).isEqualTo("a");
  }
}
