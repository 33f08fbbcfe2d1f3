package dev.holdfast.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireNameTest {
  @Test
  void namesAWireAfterItsEnds() {
    assertThat(WireName.wire("web1", "app")).isEqualTo("web1_app");
  }

  @Test
  void keepsLongNamesShortAndApart() {
    String one = WireName.wire("database-primary", "application-network");
    String other = WireName.wire("database-primary", "application-netwerk");
    assertThat(one).hasSize(WireName.LONGEST).startsWith("databas~").isNotEqualTo(other);
  }

  @Test
  void givesEveryPlugAnAddressOfItsOwn() {
    assertThat(WireName.hardwareAddress("a", "b", "c"))
        .hasSize(6)
        .isEqualTo(WireName.hardwareAddress("a", "b", "c"))
        .isNotEqualTo(WireName.hardwareAddress("a", "b", "d"));
    assertThat(WireName.hardwareAddress("a", "b", "c")[0] & 3).isEqualTo(2);
  }
}
