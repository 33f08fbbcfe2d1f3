package dev.holdfast.hosts.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

  @Test
  void showsAChangedLineWithItsSurroundings() {
    LineDiff diff = LineDiff.of("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nD\ne\nf\n");
    assertThat(diff.show(1)).containsExactly("...", " c", "-d", "+D", " e", "...");
  }

  @Test
  void isEmptyForEqualTexts() {
    assertThat(LineDiff.of("a\nb\n", "a\nb\n").isEmpty()).isTrue();
    assertThat(LineDiff.of("", "").lines()).isEmpty();
  }

  @Test
  void showsThatALineEndCame() {
    assertThat(LineDiff.of("a", "a\n").show(0)).containsExactly("-a (no line end)", "+a");
  }

  @Test
  void findsTheFewestEdits() {
    // The example of the paper: ABCABBA to CBABAC needs five edits.
    LineDiff diff = LineDiff.of("A\nB\nC\nA\nB\nB\nA\n", "C\nB\nA\nB\nA\nC\n");
    assertThat(diff.lines()).filteredOn(line -> line.kind() != LineDiff.Kind.KEPT).hasSize(5);
  }

  @Test
  void givesBothTextsBackWhateverTheyAre() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      String before = randomText(random);
      String after = randomText(random);
      LineDiff diff = LineDiff.of(before, after);
      assertThat(without(diff, LineDiff.Kind.ADDED)).isEqualTo(before);
      assertThat(without(diff, LineDiff.Kind.REMOVED)).isEqualTo(after);
    }
  }

  @Test
  void replacesAllWhereLittleIsCommon() {
    String before = numbers(0, 3000);
    String after = numbers(10_000, 3000);
    LineDiff diff = LineDiff.of(before, after);
    assertThat(diff.lines()).hasSize(6000);
    assertThat(without(diff, LineDiff.Kind.ADDED)).isEqualTo(before);
  }

  private static String numbers(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> i + "\n")
        .collect(Collectors.joining());
  }

  private static String randomText(Random random) {
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(i -> (char) ('a' + random.nextInt(3)) + "\n")
        .collect(Collectors.joining());
  }

  private static String without(LineDiff diff, LineDiff.Kind kind) {
    return diff.lines().stream()
        .filter(line -> line.kind() != kind)
        .map(line -> line.text() + "\n")
        .collect(Collectors.joining());
  }
}
