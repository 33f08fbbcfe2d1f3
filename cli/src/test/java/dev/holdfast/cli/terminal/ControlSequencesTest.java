package dev.holdfast.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ControlSequencesTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "control-sequences.csv", numLinesToSkip = 1, delimiter = '|')
  void strips(String name, String text, String expected) {
    assertThat(ControlSequences.strip(text.translateEscapes()))
        .isEqualTo(expected == null ? "" : expected.translateEscapes());
  }
}
