package dev.holdfast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsColumnsByWhatIsSeen() {
    Table table =
        new Table(
            List.of("HOST", "STATE", "ADDRESS"),
            List.of(List.of("漢字", "up", "10.0.0.1"), List.of("database", "down", "")));

    assertThat(table.lines(Palette.PLAIN))
        .containsExactly("HOST      STATE  ADDRESS", "漢字      up     10.0.0.1", "database  down");
  }

  @Test
  void rejectsARowOfAnotherLength() {
    assertThatThrownBy(() -> new Table(List.of("A"), List.of(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cutsBetweenLetters() {
    assertThat(TextWidth.cut("abc", 3)).isEqualTo("abc");
    assertThat(TextWidth.cut("abcd", 3)).isEqualTo("ab…");
    assertThat(TextWidth.cut("漢字漢字", 4)).isEqualTo("漢…");
    assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
  }
}
