package dev.holdfast.cli.render.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineDiffTest {
  @Test
  void hidesLinesThatAreFarFromChanges() {
    String before = numbers(1, 20);
    String after = before.replace("10\n", "ten\n");

    assertThat(show(before, after))
        .isEqualTo(
            """
            # (6 unchanged lines hidden)
             7
             8
             9
            -10
            +ten
             11
             12
             13
            # (7 unchanged lines hidden)\
            """);
  }

  @Test
  void showsOneLineRatherThanCountIt() {
    assertThat(show(numbers(1, 5), numbers(1, 4) + "five\n"))
        .startsWith(" 1\n 2\n 3\n 4\n-5\n+five");
  }

  @Test
  void showsAllLinesOfATextThatComesOrGoes() {
    assertThat(show(null, "a\nb\n")).isEqualTo("+a\n+b");
    assertThat(show("a\nb", null)).isEqualTo("-a\n-b");
  }

  @Test
  void tellsWhenOnlyTheLastLineBreakChanges() {
    assertThat(show("a\nb", "a\nb\n")).isEqualTo(" a\n b\n+# (the line break at the end)");
    assertThat(show("a\nb\n", "a\nb")).isEqualTo(" a\n b\n-# (the line break at the end)");
  }

  @Test
  void unchangedTextIsShownWhole() {
    assertThat(show("a\nb\nc\nd\ne\n", "a\nb\nc\nd\ne\n")).isEqualTo(" a\n b\n c\n d\n e");
  }

  private static String numbers(int from, int through) {
    return IntStream.rangeClosed(from, through)
        .mapToObj(i -> i + "\n")
        .collect(Collectors.joining());
  }

  private static String show(@Nullable String before, @Nullable String after) {
    return LineDiff.of(before, after).stream()
        .map(line ->
            (line.isNote() && line.change() == Change.NONE
                    ? ""
                    : switch (line.change()) {
                      case CREATE -> "+";
                      case DELETE -> "-";
                      default -> " ";
                    })
                + line.text())
        .collect(Collectors.joining("\n"));
  }
}
