package dev.holdfast.engine.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.difference.Alignment.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {
  @ParameterizedTest
  @CsvSource({
    "abc, abc, ' a b c'",
    "abc, abxc, ' a b+x c'",
    "abc, ac, ' a-b c'",
    "abc, axc, ' a-b+x c'",
    "ab, bc, '-a b+c'",
    "'', ab, '+a+b'",
    "ab, '', '-a-b'",
    "'', '', ''"
  })
  void keepsWhatIsCommon(String before, String after, String expected) {
    assertThat(show(before, after, Alignment.of(letters(before), letters(after))))
        .isEqualTo(expected);
  }

  @Test
  void isAsShortAsTheLongestCommonSubsequenceAllows() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      List<Integer> before = random.ints(random.nextInt(12), 0, 4).boxed().toList();
      List<Integer> after = random.ints(random.nextInt(12), 0, 4).boxed().toList();

      List<Pair> pairs = Alignment.of(before, after);

      assertThat(
              pairs.stream().filter(pair -> !pair.isAdded()).map(pair -> before.get(pair.before())))
          .isEqualTo(before);
      assertThat(
              pairs.stream().filter(pair -> !pair.isDeleted()).map(pair -> after.get(pair.after())))
          .isEqualTo(after);
      assertThat(pairs.stream().filter(Pair::isSame).count())
          .as("%s %s", before, after)
          .isEqualTo(longestCommon(before, after));
    }
  }

  @Test
  void givesUpOnSequencesThatHaveLittleInCommon() {
    List<Integer> before = IntStream.range(0, 3_000).boxed().toList();
    List<Integer> after = IntStream.range(5_000, 8_000).boxed().toList();

    assertThat(Alignment.of(before, after)).hasSize(6_000).noneMatch(Pair::isSame);
  }

  private static List<String> letters(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("", -1)).subList(0, text.length());
  }

  private static String show(String before, String after, List<Pair> pairs) {
    StringBuilder shown = new StringBuilder();
    for (Pair pair : pairs) {
      if (pair.isSame()) {
        shown.append(' ').append(before.charAt(pair.before()));
      } else if (pair.isDeleted()) {
        shown.append('-').append(before.charAt(pair.before()));
      } else {
        shown.append('+').append(after.charAt(pair.after()));
      }
    }
    return shown.toString();
  }

  private static long longestCommon(List<Integer> left, List<Integer> right) {
    List<long[]> rows = new ArrayList<>();
    rows.add(new long[right.size() + 1]);
    for (Integer value : left) {
      long[] above = rows.getLast();
      long[] row = new long[right.size() + 1];
      for (int j = 1; j <= right.size(); j++) {
        row[j] = value.equals(right.get(j - 1)) ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
      }
      rows.add(row);
    }
    return rows.getLast()[right.size()];
  }
}
