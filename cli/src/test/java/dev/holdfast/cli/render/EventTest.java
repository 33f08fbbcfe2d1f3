package dev.holdfast.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.cli.terminal.Terminal;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.event.Event;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final ResourceInstanceAddress WEB =
      new ResourceInstanceAddress(
          ModuleInstanceAddress.ROOT.child("edge", InstanceKey.none()),
          ResourceAddress.managed("lab_host", "web"),
          InstanceKey.of("a"));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final Sources sources = new Sources(Path.of("/nonexistent"));
  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Test
  void pipeGetsOneLineForEachThingThatHappens() {
    try (LiveProgress progress =
        LiveProgress.open(
            Terminal.plain(out), new DiagnosticText(sources, Palette.PLAIN, 78), now::get)) {
      progress.accept(new Event.RefreshStarted(START, WEB, "id=7"));
      progress.accept(new Event.RefreshCompleted(START, WEB, "id=7"));
      progress.accept(new Event.ApplyStarted(START, WEB, Action.UPDATE, "id=7"));
      progress.accept(
          new Event.ApplyProgress(START, WEB, Action.UPDATE, Duration.ZERO, "unpacking\u001b[2J"));
      now.set(START.plusSeconds(9));
      progress.mention();
      now.set(START.plusSeconds(21));
      progress.mention();
      progress.mention();
      progress.accept(new Event.Reported(START, Diagnostic.warning("Slow", "Very slow.")));
      progress.accept(
          new Event.ApplyCompleted(START, WEB, Action.UPDATE, Duration.ofMillis(83_600), "id=7"));
      now.set(START.plusSeconds(60));
      progress.mention();
    }

    assertThat(text())
        .isEqualTo(
            """
            module.edge.lab_host.web["a"]: Refreshing state... [id=7]
            module.edge.lab_host.web["a"]: Modifying... [id=7]
            module.edge.lab_host.web["a"]: Still modifying... [20s elapsed] unpacking

            Warning: Slow

            Very slow.
            module.edge.lab_host.web["a"]: Modifications complete after 1m24s [id=7]
            """);
  }

  @Test
  void programsGetOneObjectForEachThingThatHappens() {
    EventJson json = new EventJson(out, new DiagnosticJson(sources), now::get);
    json.accept(new Event.ApplyStarted(START, WEB, Action.CREATE, ""));
    json.accept(
        new Event.ApplyCompleted(START, WEB, Action.CREATE, Duration.ofMillis(1400), "id=x=y"));

    assertThat(text().lines())
        .containsExactly(
            "{\"@level\":\"info\",\"@message\":\"module.edge.lab_host.web[\\\"a\\\"]: Creating...\","
                + "\"@module\":\"holdfast.ui\",\"@timestamp\":\"2026-01-02T03:04:05Z\","
                + "\"hook\":{\"resource\":{\"addr\":\"module.edge.lab_host.web[\\\"a\\\"]\","
                + "\"module\":\"module.edge\",\"resource\":\"lab_host.web[\\\"a\\\"]\","
                + "\"implied_provider\":\"lab\",\"resource_type\":\"lab_host\","
                + "\"resource_name\":\"web\",\"resource_key\":\"a\"},\"action\":\"create\"},"
                + "\"type\":\"apply_start\"}",
            "{\"@level\":\"info\",\"@message\":\"module.edge.lab_host.web[\\\"a\\\"]: Creation complete after 1s [id=x=y]\","
                + "\"@module\":\"holdfast.ui\",\"@timestamp\":\"2026-01-02T03:04:05Z\","
                + "\"hook\":{\"resource\":{\"addr\":\"module.edge.lab_host.web[\\\"a\\\"]\","
                + "\"module\":\"module.edge\",\"resource\":\"lab_host.web[\\\"a\\\"]\","
                + "\"implied_provider\":\"lab\",\"resource_type\":\"lab_host\","
                + "\"resource_name\":\"web\",\"resource_key\":\"a\"},\"action\":\"create\","
                + "\"elapsed_seconds\":1,\"id_key\":\"id\",\"id_value\":\"x=y\"},"
                + "\"type\":\"apply_complete\"}");
  }

  @Test
  void sensitiveOutputsHaveNoValue() {
    EventJson json = new EventJson(out, new DiagnosticJson(sources), now::get);
    json.outputs(
        Map.of(
            "open", Value.of("x"),
            "secret", Value.of("hidden").mark(Mark.SENSITIVE)));

    assertThat(text())
        .contains(
            "\"@message\":\"Outputs: 2\"",
            "\"open\":{\"sensitive\":false,\"type\":\"string\",\"value\":\"x\"}",
            "\"secret\":{\"sensitive\":true,\"type\":\"string\"}")
        .doesNotContain("hidden");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
