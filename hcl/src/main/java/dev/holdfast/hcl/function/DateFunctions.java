package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.NUMBER;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions on points in time, which are strings as in RFC 3339.
final class DateFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of("formatdate", "plantimestamp", "timeadd", "timecmp", "timestamp");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "formatdate" ->
          Signature.of(name)
              .takes("format", STRING)
              .takes("time", STRING)
              .returns(
                  STRING,
                  call ->
                      Value.of(DateFormat.format(call.text(0), Timestamp.parse(call.text(1), 1))));
      case "plantimestamp" ->
          Signature.of(name)
              .returns(
                  STRING,
                  call ->
                      call.context().planTime().map(DateFunctions::text).orElse(call.unknown()));
      case "timeadd" -> timeAdd();
      case "timecmp" ->
          Signature.of(name)
              .takes("timestamp_a", STRING)
              .takes("timestamp_b", STRING)
              .returns(
                  NUMBER,
                  call -> {
                    Instant first = Timestamp.parse(call.text(0), 0).toInstant();
                    Instant second = Timestamp.parse(call.text(1), 1).toInstant();
                    return Value.of(Integer.signum(first.compareTo(second)));
                  });
      case "timestamp" ->
          Signature.of(name)
              .returns(
                  STRING,
                  call ->
                      call.context().planning()
                          ? call.unknown()
                          : text(call.context().clock().instant()));
      default -> null;
    };
  }

  private static Value text(Instant instant) {
    return Value.of(Timestamp.text(OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)));
  }

  private static Function timeAdd() {
    return Signature.of("timeadd")
        .takes("timestamp", STRING)
        .takes("duration", STRING)
        .returns(
            STRING,
            call -> {
              OffsetDateTime start = Timestamp.parse(call.text(0), 0);
              Duration duration = GoDuration.parse(call.text(1));
              return Value.of(Timestamp.text(start.plus(duration)));
            });
  }
}
