package dev.holdfast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveAreaTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void pipeSeesOnlyLinesThatStay() {
    try (LiveArea area = LiveArea.open(Terminal.plain(out), () -> List.of("working"))) {
      area.print("one");
      area.redraw();
      area.print("two");
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
  }

  @Test
  void terminalShowsStayingLinesAboveTheAreaAndNoAreaAtTheEnd() {
    Terminal terminal = new Terminal(out, true, Palette.PLAIN, 12);
    List<String> working = List.of("working on web", "x");
    LiveArea area = LiveArea.open(terminal, () -> working);
    area.redraw();
    area.print("one");
    area.close();
    area.print("two");

    assertThat(screen()).containsExactly("one", "two");
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("working on…\nx\n");
    assertThat(area.redraw()).isFalse();
  }

  /// What a terminal would show: it understands moving up and erasing what is below.
  private List<String> screen() {
    List<String> lines = new ArrayList<>();
    String text = bytes.toString(StandardCharsets.UTF_8);
    for (String piece : text.split("(?<=\n)|(?<=\u001b\\[J)", -1)) {
      if (piece.endsWith("\u001b[J")) {
        int up = Integer.parseInt(piece.substring(2, piece.indexOf('A')));
        lines = new ArrayList<>(lines.subList(0, lines.size() - up));
      } else if (!piece.isEmpty()) {
        lines.add(piece.stripTrailing());
      }
    }
    return lines;
  }
}
