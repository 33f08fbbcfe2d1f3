package dev.holdfast.lab.network;

import dev.holdfast.lab.disk.RecordLines;
import dev.holdfast.lab.disk.RecordLines.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What is wrong with a cable. It is done on the switch's side, where the host sees only symptoms.
///
/// @param down cut
/// @param bandwidth bits a second, in each direction; empty for no limit
/// @param lossPercent 0 to 100, of the packets in each direction
/// @param latency added to every packet on its way to the host, and so to each round trip; zero for
///   none
public record LinkShape(
    boolean down, OptionalLong bandwidth, double lossPercent, Duration latency) {
  /// A cable in order.
  public static final LinkShape SOUND =
      new LinkShape(false, OptionalLong.empty(), 0, Duration.ZERO);

  /// Checks the ranges.
  public LinkShape {
    if (bandwidth.orElse(1) <= 0
        || !(lossPercent >= 0 && lossPercent <= 100)
        || latency.isNegative()) {
      throw new IllegalArgumentException("a shape out of range");
    }
  }

  /// As lines of a record.
  public RecordLines encode() {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("down", Boolean.toString(down)));
    bandwidth.ifPresent(bits -> lines.add(new Line("bandwidth", Long.toString(bits))));
    lines.add(new Line("loss", Double.toString(lossPercent)));
    lines.add(new Line("latency", Long.toString(latency.toNanos())));
    return new RecordLines(lines);
  }

  /// From lines of a record; what is missing or damaged counts as in order.
  public static LinkShape decode(RecordLines lines) {
    try {
      Optional<String> bandwidth = lines.value("bandwidth");
      return new LinkShape(
          lines.value("down").map(Boolean::parseBoolean).orElse(false),
          bandwidth.isEmpty()
              ? OptionalLong.empty()
              : OptionalLong.of(Long.parseLong(bandwidth.get())),
          lines.value("loss").map(Double::parseDouble).orElse(0.0),
          Duration.ofNanos(lines.value("latency").map(Long::parseLong).orElse(0L)));
    } catch (IllegalArgumentException damaged) {
      return SOUND;
    }
  }
}
