package dev.holdfast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ControlSequencesOfUnicodeTest {
  @Test
  void stripsEightBitControls() {
    assertThat(ControlSequences.strip("a\u009b31mb\u009d0;title\u009cc\u0085d")).isEqualTo("abcd");
  }

  @Test
  void stripsOverridesOfDirection() {
    assertThat(ControlSequences.strip("user\u202egpj.exe\u2066x")).isEqualTo("usergpj.exex");
  }

  @Test
  void returnsCleanTextAsItIs() {
    String text = "Ünïcode 漢字 😀";

    assertThat(ControlSequences.strip(text)).isSameAs(text);
  }
}
