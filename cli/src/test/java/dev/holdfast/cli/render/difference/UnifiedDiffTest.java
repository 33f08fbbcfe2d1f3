package dev.holdfast.cli.render.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  @Test
  void showsChangesThatAreFarApartInHunks() {
    String before = numbers();
    String after = before.replace("\n2\n", "\ntwo\n").replace("\n18\n", "\n");

    assertThat(UnifiedDiff.of("f", before, after))
        .isEqualTo(
            """
            --- old/f
            +++ new/f
            @@ -1,5 +1,5 @@
             1
            -2
            +two
             3
             4
             5
            @@ -15,6 +15,5 @@
             15
             16
             17
            -18
             19
             20
            """);
  }

  @Test
  void marksAMissingLineBreak() {
    assertThat(UnifiedDiff.of("f", "a", "a\n"))
        .isEqualTo(
            """
            --- old/f
            +++ new/f
            @@ -1,1 +1,1 @@
            -a
            \\ No newline at end of file
            +a
            """);
  }

  @Test
  void equalTextsHaveNoDifference() {
    assertThat(UnifiedDiff.of("f", "a\n", "a\n")).isEmpty();
  }

  private static String numbers() {
    return IntStream.rangeClosed(1, 20).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }
}
