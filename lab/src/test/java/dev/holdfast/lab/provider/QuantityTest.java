package dev.holdfast.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "512M, 536870912",
    "1G, 1073741824",
    "1.5GiB, 1610612736",
    "64 MB, 67108864",
    "100b, 100",
    "4096, 4096"
  })
  void readsBytes(String text, long bytes) {
    assertThat(Quantity.bytes(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @CsvSource({"2mbit, 2000000", "100kbit, 100000", "1gbit, 1000000000"})
  void readsBits(String text, long bits) {
    assertThat(Quantity.bits(text)).hasValue(bits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M", "-1M", "1X", "1e9", "0", "99999999999999999999G"})
  void refusesOtherTexts(String text) {
    assertThat(Quantity.bytes(text)).isEmpty();
    assertThat(Quantity.bits(text)).isEmpty();
  }
}
