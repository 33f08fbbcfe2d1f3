package dev.holdfast.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  private static Cidr cidr(String text) {
    return Cidr.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/24, 10.1.2.0/24",
    "10.1.2.3/0, 0.0.0.0/0",
    "10.1.2.3/32, 10.1.2.3/32",
    "fd00:1::5/64, fd00:1:0:0:0:0:0:0/64"
  })
  void knowsItsNetwork(String address, String network) {
    assertThat(cidr(address).network()).hasToString(network);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3", "10.1.2/24", "10.1.2.3/33", "10.1.2.256/24", "010.1.2.3/24", "host/24",
        "10.1.2.3/", "10.1.2.3/-1", "::1/129", "10.1.2.3.4/8", "10.1.2.3./8", ""
      })
  void refusesOtherTexts(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.2.0/24, true",
    "10.1.2.0/24, 10.1.0.0/16, true",
    "10.1.2.0/24, 10.1.3.0/24, false",
    "10.1.2.0/24, fd00::/8, false"
  })
  void knowsWhatOverlaps(String one, String other, boolean overlaps) {
    assertThat(cidr(one).overlaps(cidr(other))).isEqualTo(overlaps);
  }

  @Test
  void reservesTheFirstAndTheLastAddress() {
    assertThat(cidr("10.1.2.0/24").isReserved()).isTrue();
    assertThat(cidr("10.1.2.255/24").isReserved()).isTrue();
    assertThat(cidr("10.1.2.1/24").isReserved()).isFalse();
    assertThat(cidr("10.1.2.0/31").isReserved()).isFalse();
    assertThat(cidr("fd00::/64").isReserved()).isFalse();
  }
}
