package dev.holdfast.hcl.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.diagnostic.SourcePosition;
import org.junit.jupiter.api.Test;

class SourceFileTest {

  @Test
  void countsLinesAndColumnsFromOne() {
    SourceFile file = SourceFile.of("f", "ab\ncd\n");

    assertThat(file.position(0)).isEqualTo(new SourcePosition(1, 1, 0));
    assertThat(file.position(4)).isEqualTo(new SourcePosition(2, 2, 4));
    assertThat(file.position(6)).isEqualTo(new SourcePosition(3, 1, 6));
    assertThat(file.lineCount()).isEqualTo(3);
  }

  @Test
  void countsColumnsInGraphemeClustersAndOffsetsInBytes() {
    String family = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
    SourceFile file = SourceFile.of("f", "e\u0301" + family + "\uD83C\uDDEC\uD83C\uDDE7x");
    int end = file.size() - 1;

    assertThat(file.position(end).column()).isEqualTo(4);
    assertThat(file.position(3).column()).isEqualTo(2);
    assertThat(file.position(end).offset()).isEqualTo(3 + 18 + 8);
  }

  @Test
  void takesCarriageReturnAndLineFeedForOneLineBreak() {
    SourceFile file = SourceFile.of("f", "ab\r\ncd");

    assertThat(file.line(1)).isEqualTo("ab");
    assertThat(file.line(2)).isEqualTo("cd");
    assertThat(file.range(2, 4).end()).isEqualTo(new SourcePosition(2, 1, 4));
  }

  @Test
  void givesTheTextOfARange() {
    SourceFile file = SourceFile.of("f", "näme = 1");

    assertThat(file.text(file.range(0, 5))).isEqualTo("näme");
  }

  @Test
  void findsColumnsOfALongWideLineInLinearTime() {
    // Counting from the start of the line for each position would take minutes.
    SourceFile file = SourceFile.of("f", "é".repeat(500_000));

    int sum = 0;
    for (int offset = 0; offset < file.size(); offset += 2) {
      sum += file.position(offset).column() - offset / 2;
    }

    assertThat(sum).isEqualTo(500_000);
  }
}
