package dev.holdfast.cli.render.json;

import dev.holdfast.cli.render.DeferralText;
import dev.holdfast.cli.render.StateText;
import dev.holdfast.cli.render.json.ModuleTreeJson.ShownObject;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.RelevantAttribute;
import dev.holdfast.engine.config.Variable;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A plan as `show -json` prints it. Linear in the plan, its state and its configuration.
public final class PlanJson {
  private static final String FORMAT_VERSION = "1.2";

  private static final Comparator<ResourceChange> ORDER =
      Comparator.comparing(ResourceChange::address)
          .thenComparing(ResourceChange::deposedKey, Comparator.nullsFirst(String::compareTo));

  private final Plan plan;
  private final JsonOutput out;

  private PlanJson(Plan plan, JsonOutput out) {
    this.plan = plan;
    this.out = out;
  }

  /// What a plan is shown with.
  ///
  /// @param configuration that the plan was made from
  /// @param prior the objects of [Plan#prior()] with their values marked
  /// @param relevant attributes that explain the changes
  /// @param schemas what each provider offers, or null for one that cannot be had
  /// @param version of the program
  public record Surroundings(
      Configuration configuration,
      List<StateText.StateObject> prior,
      List<RelevantAttribute> relevant,
      Function<ProviderSource, @Nullable ProviderSchema> schemas,
      String version) {}

  /// Writes the document. Sensitive values are in it, and beside them where they are sensitive.
  public static void write(Plan plan, Surroundings surroundings, JsonOutput out)
      throws IOException {
    PlanJson json = new PlanJson(plan, out);
    out.object(() -> {
      out.member("format_version", FORMAT_VERSION);
      out.member("terraform_version", surroundings.version());
      json.variables(surroundings.configuration());
      out.name("planned_values");
      out.object(json::plannedValues);
      json.changes("resource_drift", json.drift());
      json.changes("resource_changes", json.changes());
      json.deferredChanges();
      json.outputChanges();
      json.priorState(surroundings);
      out.name("configuration");
      ConfigurationJson.write(surroundings.configuration(), surroundings.schemas(), out);
      json.relevantAttributes(surroundings.relevant());
      CheckJson.write(plan.prior().checkResults(), out);
      out.member(
          "timestamp",
          DateTimeFormatter.ISO_INSTANT.format(plan.createdAt().truncatedTo(ChronoUnit.SECONDS)));
      out.member("errored", plan.hasErrors());
    });
  }

  private void variables(Configuration configuration) throws IOException {
    Map<String, Value> shown = new TreeMap<>();
    for (Variable variable : configuration.root().variables().values()) {
      Value value = plan.variables().getOrDefault(variable.name(), variable.defaultValue());
      if (value != null && !variable.ephemeral()) {
        shown.put(variable.name(), value);
      }
    }
    if (shown.isEmpty()) {
      return;
    }
    out.name("variables");
    out.object(() -> {
      for (Map.Entry<String, Value> variable : shown.entrySet()) {
        out.name(variable.getKey());
        out.object(() -> {
          out.name("value");
          ValueParts.writeKnown(variable.getValue(), out);
        });
      }
    });
  }

  /// A plan that only refreshes changes nothing, so it lists no change.
  private List<ResourceChange> changes() {
    return plan.mode() == PlanMode.REFRESH_ONLY
        ? List.of()
        : plan.changes().stream().sorted(ORDER).toList();
  }

  /// What was only moved is a change already, unless there are none.
  private List<ResourceChange> drift() {
    return plan.drift().stream()
        .filter(change -> plan.mode() == PlanMode.REFRESH_ONLY || change.action() != Action.NO_OP)
        .sorted(ORDER)
        .toList();
  }

  private void plannedValues() throws IOException {
    List<OutputChange> outputs =
        plan.outputs().stream().filter(each -> each.action() != Action.DELETE).toList();
    if (!outputs.isEmpty()) {
      out.name("outputs");
      out.object(() -> {
        for (OutputChange output : outputs) {
          out.name(output.name());
          StateJson.output(output.after(), isSensitive(output), null, out);
        }
      });
    }
    List<ShownObject> objects = new ArrayList<>();
    for (ResourceChange change : changes()) {
      if (!change.after().isNull() && change.deposedKey() == null) {
        objects.add(
            new ShownObject(
                change.address(),
                null,
                change.provider().source(),
                change.schema().version(),
                change.after(),
                false,
                List.of(),
                null,
                0));
      }
    }
    // Here, unlike elsewhere, the peers compare addresses as texts.
    objects.sort(Comparator.comparing(each -> each.address().toString()));
    out.name("root_module");
    ModuleTreeJson.write(objects, out);
  }

  private static boolean isSensitive(OutputChange output) {
    return Marks.isSensitive(output.before()) || Marks.isSensitive(output.after());
  }

  private void changes(String name, List<ResourceChange> changes) throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    out.name(name);
    out.array(() -> {
      for (ResourceChange change : changes) {
        out.element();
        ChangeJson.write(change, out);
      }
    });
  }

  private void outputChanges() throws IOException {
    if (plan.outputs().isEmpty()) {
      return;
    }
    out.name("output_changes");
    out.object(() -> {
      for (OutputChange output : plan.outputs()) {
        out.name(output.name());
        ChangeJson.write(output, isSensitive(output), out);
      }
    });
  }

  private void priorState(Surroundings surroundings) throws IOException {
    Map<String, Value> outputs = priorOutputs();
    if (surroundings.prior().isEmpty() && outputs.isEmpty()) {
      return;
    }
    // What the checks told stands beside it, once.
    State written = plan.prior().withWrittenBy(surroundings.version()).withCheckResults(List.of());
    out.name("prior_state");
    StateJson.write(written, surroundings.prior(), outputs, out);
  }

  /// Output values are refreshed like objects: those that are known already are as they will be,
  /// and the others as they were.
  private Map<String, Value> priorOutputs() {
    Map<String, Value> outputs = new TreeMap<>();
    for (OutputChange output : plan.outputs()) {
      boolean known = plan.mode() != PlanMode.DESTROY && output.after().isWhollyKnown();
      Value value = known ? output.after() : output.before();
      if (value.isWhollyKnown() && !value.isNull()) {
        outputs.put(output.name(), value);
      }
    }
    return outputs;
  }

  /// Left out where there are none, as the peers do.
  private void deferredChanges() throws IOException {
    if (plan.deferred().isEmpty()) {
      return;
    }
    out.name("deferred_changes");
    out.array(() -> {
      for (Deferral each : plan.deferred()) {
        out.element();
        out.object(() -> {
          out.member("reason", DeferralText.code(each));
          out.member("address", each.address().toString());
          if (each.isUnknown()) {
            out.member("argument", each.argument());
            out.name("waits_for");
            out.array(() -> {
              for (String resource : each.waitsFor()) {
                out.element();
                out.text(resource);
              }
            });
          }
        });
      }
    });
  }

  private void relevantAttributes(List<RelevantAttribute> relevant) throws IOException {
    if (relevant.isEmpty()) {
      return;
    }
    out.name("relevant_attributes");
    out.array(() -> {
      for (RelevantAttribute each : relevant) {
        out.element();
        out.object(() -> {
          out.member("resource", each.resource().toString());
          out.name("attribute");
          ChangeJson.path(each.attribute(), out);
        });
      }
    });
  }
}
