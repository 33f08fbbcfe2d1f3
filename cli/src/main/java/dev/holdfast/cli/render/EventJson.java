package dev.holdfast.cli.render;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.event.EventSink;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What happens as one JSON object a line, for programs ("Machine-Readable UI", version 1.2). Safe
/// for use by many threads: a line is never torn.
public final class EventJson implements EventSink {
  private static final String INTERFACE_VERSION = "1.2";

  private final PrintStream out;
  private final DiagnosticJson diagnostics;
  private final InstantSource clock;

  public EventJson(PrintStream out, DiagnosticJson diagnostics, InstantSource clock) {
    this.out = out;
    this.diagnostics = diagnostics;
    this.clock = clock;
  }

  /// The first line of a stream.
  public void version(String version) {
    write(
        "info",
        "Holdfast " + version,
        clock.instant(),
        "version",
        json -> {
          json.name("holdfast").value(version);
          json.name("ui").value(INTERFACE_VERSION);
        });
  }

  public void diagnostic(Diagnostic diagnostic) {
    write(
        diagnostic.isError() ? "error" : "warn",
        (diagnostic.isError() ? "Error: " : "Warning: ") + diagnostic.summary(),
        clock.instant(),
        "diagnostic",
        json -> diagnostics.write(diagnostic, json.name("diagnostic")));
  }

  /// What is done, in words.
  void message(String text) {
    write("info", text, clock.instant(), "log", json -> {});
  }

  /// An object of the state, for those who ask which there are.
  public void resourceAddress(String address) {
    write("info", address, clock.instant(), "resource_address", json -> {});
  }

  /// Which workspaces there are.
  public void workspaces(Collection<String> names, String current) {
    write(
        "info",
        "list of workspaces",
        clock.instant(),
        "workspace_list",
        json -> {
          json.name("current_workspace").value(current);
          json.name("workspaces").beginArray();
          names.forEach(json::value);
          json.endArray();
        });
  }

  /// Drift, planned changes, their number and the outputs.
  public void plan(Plan plan) {
    new PlanMessages(this).plan(plan);
  }

  /// The planned changes alone. A plan that only refreshes has none.
  public void changes(Plan plan) {
    new PlanMessages(this).changes(plan);
  }

  /// The end of an apply or destroy.
  public void applied(PlanCounts counts, boolean destroy) {
    String text = (destroy ? "Destroy complete!" : "Apply complete!") + counts.outcome(destroy);
    summary(counts, text, destroy ? "destroy" : "apply");
  }

  /// The outputs after an apply; sensitive ones have no value.
  public void outputs(Map<String, Value> outputs) {
    write(
        "info",
        "Outputs: " + outputs.size(),
        clock.instant(),
        "outputs",
        json -> {
          json.name("outputs").beginObject();
          new TreeMap<>(outputs).forEach((name, value) -> MessageFields.output(name, value, json));
          json.endObject();
        });
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.RefreshStarted refresh ->
          hook(
              event,
              "refresh_start",
              refresh.address(),
              json -> MessageFields.id(refresh.id(), json));
      case Event.RefreshCompleted refresh ->
          hook(
              event,
              "refresh_complete",
              refresh.address(),
              json -> MessageFields.id(refresh.id(), json));
      case Event.ImportPrepared imported -> {}
      case Event.ImportStarted imported -> {}
      case Event.ImportCompleted imported -> {}
      case Event.ReadStarted read ->
          hook(event, "apply_start", read.address(), json -> action(Action.READ, json));
      case Event.ReadCompleted read ->
          hook(
              event,
              "apply_complete",
              read.address(),
              json -> {
                action(Action.READ, json);
                MessageFields.elapsed(read.elapsed(), json);
                MessageFields.id(read.id(), json);
              });
      case Event.ApplyStarted apply ->
          hook(
              event,
              "apply_start",
              apply.address(),
              json -> {
                action(apply.action(), json);
                MessageFields.id(apply.id(), json);
              });
      case Event.ApplyProgress progress ->
          hook(
              event,
              "apply_progress",
              progress.address(),
              json -> {
                action(progress.action(), json);
                MessageFields.elapsed(progress.elapsed(), json);
                json.name("message").value(progress.message());
              });
      case Event.ApplyCompleted apply ->
          hook(
              event,
              "apply_complete",
              apply.address(),
              json -> {
                action(apply.action(), json);
                MessageFields.elapsed(apply.elapsed(), json);
                MessageFields.id(apply.action() == Action.DELETE ? "" : apply.id(), json);
              });
      case Event.ApplyFailed apply ->
          hook(
              event,
              "apply_errored",
              apply.address(),
              json -> {
                action(apply.action(), json);
                MessageFields.elapsed(apply.elapsed(), json);
              });
      case Event.EphemeralStarted started ->
          hook(
              event,
              "ephemeral_action_started",
              started.address(),
              json -> stage(started.stage(), json));
      case Event.EphemeralCompleted completed ->
          hook(
              event,
              "ephemeral_action_complete",
              completed.address(),
              json -> {
                stage(completed.stage(), json);
                MessageFields.elapsed(completed.elapsed(), json);
              });
      case Event.EphemeralFailed failed ->
          hook(
              event,
              "ephemeral_action_errored",
              failed.address(),
              json -> {
                stage(failed.stage(), json);
                MessageFields.elapsed(failed.elapsed(), json);
              });
      case Event.ProvisionStarted started ->
          hook(
              event,
              "provision_start",
              started.address(),
              json -> json.name("provisioner").value(started.provisioner()));
      case Event.ProvisionCompleted completed ->
          hook(
              event,
              "provision_complete",
              completed.address(),
              json -> json.name("provisioner").value(completed.provisioner()));
      case Event.ProvisionFailed failed ->
          hook(
              event,
              "provision_errored",
              failed.address(),
              json -> json.name("provisioner").value(failed.provisioner()));
      case Event.ProvisionOutput output ->
          hook(
              event,
              "provision_progress",
              output.address(),
              json -> {
                json.name("provisioner").value(output.provisioner());
                json.name("output").value(output.output());
              });
      case Event.Reported reported -> diagnostic(reported.diagnostic());
      case Event.ProviderLogged logged -> {}
    }
  }

  private void hook(
      Event event, String type, ResourceInstanceAddress address, Consumer<JsonWriter> fields) {
    write(
        "info",
        message(event, address),
        event.at(),
        type,
        json -> {
          json.name("hook").beginObject();
          json.name("resource");
          MessageFields.resource(address, json);
          fields.accept(json);
          json.endObject();
        });
  }

  private static String message(Event event, ResourceInstanceAddress address) {
    return switch (event) {
      case Event.ApplyProgress progress ->
          EventText.stillRunning(
              address.toString(), progress.action(), progress.elapsed(), progress.message());
      case Event.RefreshCompleted refresh ->
          address
              + ": Refresh complete"
              + (refresh.id().isEmpty() ? "" : " [" + refresh.id() + "]");
      case Event.ProvisionOutput output ->
          "%s: (%s): %s".formatted(address, output.provisioner(), output.output());
      case Event.ProvisionCompleted completed ->
          "%s: (%s) Provisioning complete".formatted(address, completed.provisioner());
      case Event.ProvisionFailed failed ->
          "%s: (%s) Provisioning errored".formatted(address, failed.provisioner());
      default -> EventText.line(event).orElse(address.toString());
    };
  }

  /// How many changes there are or were.
  void summary(PlanCounts counts, String message, String operation) {
    write(
        "info",
        message,
        clock.instant(),
        "change_summary",
        json -> {
          json.name("changes").beginObject();
          json.name("add").value(counts.added());
          json.name("change").value(counts.changed());
          json.name("forget").value(counts.forgotten());
          json.name("import").value(counts.imported());
          json.name("operation").value(operation);
          json.name("remove").value(counts.destroyed());
          json.endObject();
        });
  }

  private static void action(Action action, JsonWriter json) {
    json.name("action").value(MessageFields.word(action));
  }

  private static void stage(Event.EphemeralStage stage, JsonWriter json) {
    json.name("action").value(stage.name().toLowerCase(Locale.ROOT));
  }

  /// Writes a message of this moment.
  void tell(String level, String message, String type, Consumer<JsonWriter> fields) {
    write(level, message, clock.instant(), type, fields);
  }

  private void write(
      String level, String message, Instant at, String type, Consumer<JsonWriter> fields) {
    write(level, message, at, type, json -> {}, fields);
  }

  /// @param labels more of the fields that begin with `@`
  void write(
      String level,
      String message,
      Instant at,
      String type,
      Consumer<JsonWriter> labels,
      Consumer<JsonWriter> fields) {
    JsonWriter json = JsonWriter.compact();
    json.beginObject();
    json.name("@level").value(level);
    json.name("@message").value(message);
    json.name("@module").value("holdfast.ui");
    labels.accept(json);
    json.name("@timestamp").value(DateTimeFormatter.ISO_INSTANT.format(at));
    fields.accept(json);
    json.name("type").value(type);
    // One call, so that lines of different threads do not mix.
    out.println(json.endObject());
    out.flush();
  }
}
