package dev.holdfast.hcl.conversion;

import static dev.holdfast.hcl.Notation.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  private static final Defaults PORT = new Defaults(Map.of("port", Value.of(80)), Map.of());

  @Test
  void fillsAbsentAndNullAttributes() {
    assertThat(PORT.apply(value("{\"name\":\"a\"}")))
        .isEqualTo(value("{\"name\":\"a\",\"port\":80}"));
    assertThat(PORT.apply(value("{\"port\":null}"))).isEqualTo(value("{\"port\":80}"));
    assertThat(PORT.apply(value("{\"port\":1}"))).isEqualTo(value("{\"port\":1}"));
  }

  @Test
  void leavesNullsAndUnknownsAlone() {
    assertThat(PORT.apply(Values.NULL)).isEqualTo(Values.NULL);
    assertThat(PORT.apply(Values.UNKNOWN)).isEqualTo(Values.UNKNOWN);
  }

  @Test
  void fillsTheElementsOfCollections() {
    Defaults servers = new Defaults(Map.of(), Map.of("", PORT));
    assertThat(servers.apply(value("[{\"port\":null},{}]")))
        .isEqualTo(value("[{\"port\":80},{\"port\":80}]"));
    assertThat(
            servers.apply(
                value("[{\"port\":null}] : [\"list\",[\"object\",{\"port\":\"number\"}]]")))
        .isEqualTo(value("[{\"port\":80}] : [\"list\",[\"object\",{\"port\":\"number\"}]]"));
    assertThat(servers.apply(value("{\"a\":{}}"))).isEqualTo(value("{\"a\":{\"port\":80}}"));
  }

  @Test
  void fillsDefaultsWithDefaults() {
    Defaults outer = new Defaults(Map.of("server", Values.EMPTY_OBJECT), Map.of("server", PORT));
    assertThat(outer.apply(Values.EMPTY_OBJECT)).isEqualTo(value("{\"server\":{\"port\":80}}"));
    assertThat(outer.apply(value("{\"server\":{\"port\":1}}")))
        .isEqualTo(value("{\"server\":{\"port\":1}}"));
  }

  @Test
  void keepsMarks() {
    Value marked = value("{\"name\":\"a\"}").mark(Mark.SENSITIVE);
    assertThat(PORT.apply(marked).isSensitive()).isTrue();
  }
}
