package dev.holdfast.cli.render;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.event.EventSink;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.TypeJson;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
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

  /// Drift, planned changes, their number and the outputs.
  public void plan(Plan plan) {
    boolean refreshOnly = plan.mode() == PlanMode.REFRESH_ONLY;
    for (ResourceChange change : plan.drift()) {
      if (change.action() != Action.NO_OP || refreshOnly) {
        change(
            change,
            "resource_drift",
            change.address() + ": Drift detected (" + planned(change) + ")");
      }
    }
    changes(plan);
    plan.deferred().forEach(this::deferred);
    PlanCounts counts = PlanCounts.of(plan);
    summary(counts, "Plan: " + counts.text() + ".", "plan");
    plannedOutputs(plan);
  }

  private void deferred(Deferral deferral) {
    write(
        "info",
        deferral.address() + ": Deferred (" + DeferralText.reason(deferral) + ")",
        clock.instant(),
        "deferred_change",
        json -> {
          json.name("deferred").beginObject();
          json.name("address").value(deferral.address().toString());
          json.name("reason").value(DeferralText.code(deferral));
          if (deferral.isUnknown()) {
            json.name("argument").value(deferral.argument());
            json.name("waits_for").beginArray();
            deferral.waitsFor().forEach(json::value);
            json.endArray();
          }
          json.endObject();
        });
  }

  /// The planned changes alone. A plan that only refreshes has none.
  public void changes(Plan plan) {
    if (plan.mode() == PlanMode.REFRESH_ONLY) {
      return;
    }
    for (ResourceChange change : plan.changes()) {
      if (change.action() != Action.NO_OP || change.isMoved() || change.importing() != null) {
        change(change, "planned_change", change.address() + ": Plan to " + planned(change));
      }
    }
  }

  /// The word for a change: what is only moved or imported has one of its own.
  private static String planned(ResourceChange change) {
    if (change.action() != Action.NO_OP) {
      return word(change.action());
    }
    return change.importing() != null ? "import" : "move";
  }

  private void plannedOutputs(Plan plan) {
    if (plan.outputs().isEmpty()) {
      return;
    }
    write(
        "info",
        "Outputs: " + plan.outputs().size(),
        clock.instant(),
        "outputs",
        json -> {
          json.name("outputs").beginObject();
          for (OutputChange output : plan.outputs()) {
            json.name(output.name()).beginObject();
            json.name("sensitive")
                .value(Marks.isSensitive(output.before()) || Marks.isSensitive(output.after()));
            json.name("action").value(word(output.action()));
            json.endObject();
          }
          json.endObject();
        });
  }

  /// The end of an apply or destroy.
  public void applied(PlanCounts counts, boolean destroy) {
    String text =
        destroy
            ? "Destroy complete! Resources: " + counts.destroyed() + " destroyed."
            : "Apply complete! Resources: "
                + counts.added()
                + " added, "
                + counts.changed()
                + " changed, "
                + counts.destroyed()
                + " destroyed.";
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
          new TreeMap<>(outputs).forEach((name, value) -> output(name, value, json));
          json.endObject();
        });
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.RefreshStarted refresh ->
          hook(event, "refresh_start", refresh.address(), json -> id(refresh.id(), json));
      case Event.RefreshCompleted refresh ->
          hook(event, "refresh_complete", refresh.address(), json -> id(refresh.id(), json));
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
                elapsed(read.elapsed(), json);
                id(read.id(), json);
              });
      case Event.ApplyStarted apply ->
          hook(
              event,
              "apply_start",
              apply.address(),
              json -> {
                action(apply.action(), json);
                id(apply.id(), json);
              });
      case Event.ApplyProgress progress ->
          hook(
              event,
              "apply_progress",
              progress.address(),
              json -> {
                action(progress.action(), json);
                elapsed(progress.elapsed(), json);
                json.name("message").value(progress.message());
              });
      case Event.ApplyCompleted apply ->
          hook(
              event,
              "apply_complete",
              apply.address(),
              json -> {
                action(apply.action(), json);
                elapsed(apply.elapsed(), json);
                id(apply.action() == Action.DELETE ? "" : apply.id(), json);
              });
      case Event.ApplyFailed apply ->
          hook(
              event,
              "apply_errored",
              apply.address(),
              json -> {
                action(apply.action(), json);
                elapsed(apply.elapsed(), json);
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
                elapsed(completed.elapsed(), json);
              });
      case Event.EphemeralFailed failed ->
          hook(
              event,
              "ephemeral_action_errored",
              failed.address(),
              json -> {
                stage(failed.stage(), json);
                elapsed(failed.elapsed(), json);
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
          resource(address, json);
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

  private void change(ResourceChange change, String type, String message) {
    write(
        "info",
        message,
        clock.instant(),
        type,
        json -> {
          json.name("change").beginObject();
          json.name("resource");
          resource(change.address(), json);
          if (change.isMoved()) {
            json.name("previous_resource");
            resource(change.previousAddress(), json);
          }
          json.name("action").value(planned(change));
          if (change.reason() != ActionReason.NONE) {
            json.name("reason").value(word(change.reason()));
          }
          if (change.importing() != null) {
            importing(change.importing(), json);
          }
          json.endObject();
        });
  }

  /// An object is known by its id or by its identity.
  private static void importing(Importing importing, JsonWriter json) {
    json.name("importing").beginObject();
    if (importing.identity() == null) {
      json.name("id").value(importing.id());
    } else {
      json.name("identity").raw(encode(Marks.strip(importing.identity())));
    }
    json.endObject();
  }

  private void summary(PlanCounts counts, String message, String operation) {
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

  private static void output(String name, Value value, JsonWriter json) {
    boolean sensitive = Marks.isSensitive(value);
    Value plain = Marks.strip(value);
    json.name(name).beginObject();
    json.name("sensitive").value(sensitive);
    json.name("type").raw(TypeJson.encode(plain.type()));
    if (!sensitive) {
      json.name("value").raw(encode(plain));
    }
    json.endObject();
  }

  private static String encode(Value value) {
    try {
      return ValueJson.encode(value);
    } catch (CodecException e) {
      throw new IllegalStateException("an output that is not known was stored", e);
    }
  }

  private static void resource(ResourceInstanceAddress address, JsonWriter json) {
    json.beginObject();
    json.name("addr").value(address.toString());
    json.name("module").value(address.module().toString());
    json.name("resource").value(address.resource().toString() + address.key());
    json.name("implied_provider").value(impliedProvider(address.resource().type()));
    json.name("resource_type").value(address.resource().type());
    json.name("resource_name").value(address.resource().name());
    json.name("resource_key");
    switch (address.key()) {
      case InstanceKey.None none -> json.nullValue();
      case InstanceKey.Index(long index) -> json.value(index);
      case InstanceKey.Key(String key) -> json.value(key);
    }
    json.endObject();
  }

  private static String impliedProvider(String type) {
    int underscore = type.indexOf('_');
    return underscore < 0 ? type : type.substring(0, underscore);
  }

  private static void action(Action action, JsonWriter json) {
    json.name("action").value(word(action));
  }

  private static void stage(Event.EphemeralStage stage, JsonWriter json) {
    json.name("action").value(stage.name().toLowerCase(Locale.ROOT));
  }

  private static void elapsed(Duration elapsed, JsonWriter json) {
    json.name("elapsed_seconds").value(elapsed.plusMillis(500).toSeconds());
  }

  /// An id comes as `name=value`.
  private static void id(String id, JsonWriter json) {
    int equals = id.indexOf('=');
    if (equals > 0) {
      json.name("id_key").value(id.substring(0, equals));
      json.name("id_value").value(id.substring(equals + 1));
    }
  }

  private static String word(Action action) {
    return switch (action) {
      case NO_OP -> "noop";
      case CREATE -> "create";
      case READ -> "read";
      case UPDATE -> "update";
      case DELETE -> "delete";
      case DELETE_THEN_CREATE, CREATE_THEN_DELETE, FORGET_THEN_CREATE -> "replace";
      case FORGET -> "remove";
    };
  }

  private static String word(ActionReason reason) {
    return switch (reason) {
      case REPLACE_BECAUSE_CANNOT_UPDATE -> "cannot_update";
      case REPLACE_BECAUSE_TAINTED -> "tainted";
      case REPLACE_BY_REQUEST -> "requested";
      case REPLACE_BY_TRIGGERS -> "replace_triggered_by";
      default -> reason.name().toLowerCase(Locale.ROOT);
    };
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
