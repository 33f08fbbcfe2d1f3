package dev.holdfast.cli.render;

import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.hcl.value.Marks;
import java.util.Locale;

/// What a plan says, as messages.
final class PlanMessages {
  private final EventJson events;

  /// @param events the stream to write to
  PlanMessages(EventJson events) {
    this.events = events;
  }

  /// Drift, planned changes, their number and the outputs.
  void plan(Plan plan) {
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
    events.summary(counts, "Plan: " + counts.text() + ".", "plan");
    plannedOutputs(plan);
  }

  private void deferred(Deferral deferral) {
    events.tell(
        "info",
        deferral.address() + ": Deferred (" + DeferralText.reason(deferral) + ")",
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
  void changes(Plan plan) {
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
      return MessageFields.word(change.action());
    }
    return change.importing() != null ? "import" : "move";
  }

  private void plannedOutputs(Plan plan) {
    if (plan.outputs().isEmpty()) {
      return;
    }
    events.tell(
        "info",
        "Outputs: " + plan.outputs().size(),
        "outputs",
        json -> {
          json.name("outputs").beginObject();
          for (OutputChange output : plan.outputs()) {
            json.name(output.name()).beginObject();
            json.name("sensitive")
                .value(Marks.isSensitive(output.before()) || Marks.isSensitive(output.after()));
            json.name("action").value(MessageFields.word(output.action()));
            json.endObject();
          }
          json.endObject();
        });
  }

  private void change(ResourceChange change, String type, String message) {
    events.tell(
        "info",
        message,
        type,
        json -> {
          json.name("change").beginObject();
          json.name("resource");
          MessageFields.resource(change.address(), json);
          if (change.isMoved()) {
            json.name("previous_resource");
            MessageFields.resource(change.previousAddress(), json);
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
      json.name("identity").raw(MessageFields.encode(Marks.strip(importing.identity())));
    }
    json.endObject();
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
}
