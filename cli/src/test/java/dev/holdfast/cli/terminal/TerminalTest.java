package dev.holdfast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void coloursOnATerminalOnly() {
    assertThat(Terminal.wantsColour(Map.of(), true)).isTrue();
    assertThat(Terminal.wantsColour(Map.of(), false)).isFalse();
    assertThat(Terminal.wantsColour(Map.of("TERM", "dumb"), true)).isFalse();
  }

  @Test
  void userMayForceOrForbidColours() {
    assertThat(Terminal.wantsColour(Map.of("CLICOLOR_FORCE", "1"), false)).isTrue();
    assertThat(Terminal.wantsColour(Map.of("CLICOLOR_FORCE", "0"), false)).isFalse();
    assertThat(Terminal.wantsColour(Map.of("NO_COLOR", "1"), true)).isFalse();
    assertThat(Terminal.wantsColour(Map.of("NO_COLOR", ""), true)).isTrue();
    assertThat(Terminal.wantsColour(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), true))
        .isFalse();
  }

  @Test
  void paintsOnlyWhenEnabled() {
    assertThat(Palette.COLOURED.paint("x", Style.BOLD, Style.RED))
        .isEqualTo("\u001b[1m\u001b[31mx\u001b[0m");
    assertThat(Palette.PLAIN.bold("x")).isEqualTo("x");
  }

  @Test
  void absentDescriptorIsNoTerminal() {
    assertThat(Terminal.isTerminal(9999)).isFalse();
  }
}
