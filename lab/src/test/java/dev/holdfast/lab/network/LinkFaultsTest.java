package dev.holdfast.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LinkFaultsTest {
  @Test
  void replacesTheTableAsAWhole() {
    assertThat(LinkFaults.rules(Map.of()))
        .isEqualTo("table bridge holdfast\ndelete table bridge holdfast\n");
  }

  @Test
  void losesAndLimitsInBothDirections() {
    LinkShape shape = new LinkShape(false, OptionalLong.of(2_000_000), 1.5, Duration.ZERO);
    assertThat(LinkFaults.rules(Map.of("web1_app", shape)))
        .contains("  iifname \"web1_app\" numgen random mod 1000000 < 15000 counter drop\n")
        .contains("  oifname \"web1_app\" numgen random mod 1000000 < 15000 counter drop\n")
        .contains("  oifname \"web1_app\" limit rate over 250000 bytes/second burst 16384 bytes");
  }

  @Test
  void losesEverythingWithoutDrawingLots() {
    assertThat(
            LinkFaults.rules(
                Map.of("w", new LinkShape(false, OptionalLong.empty(), 100, Duration.ZERO))))
        .contains("  iifname \"w\" counter drop\n");
  }

  @Test
  void readsBackWhatIsRecorded() {
    LinkShape shape = new LinkShape(true, OptionalLong.of(5), 2.5, Duration.ofMillis(3));
    assertThat(LinkShape.decode(shape.encode())).isEqualTo(shape);
  }
}
