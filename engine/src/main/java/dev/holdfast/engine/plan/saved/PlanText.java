package dev.holdfast.engine.plan.saved;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.plan.ActionGraph;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A plan as JSON, without its states.
final class PlanText {
  private static final Diagnostic INCOMPLETE =
      Diagnostic.error(
          "Cannot apply incomplete plan",
          "An error occurred while this plan was made, so that it can be looked at but not applied."
              + " Correct what was reported then, and make a new plan.");

  private PlanText() {}

  /// @param configuration whose files are elsewhere
  static void write(Plan plan, ConfigurationSnapshot configuration, JsonOutput out)
      throws IOException {
    ChangeText.Schemas schemas = new ChangeText.Schemas();
    plan.drift().forEach(change -> schemas.add(change.schema()));
    plan.changes().forEach(change -> schemas.add(change.schema()));
    out.object(() -> {
      out.member("mode", plan.mode().name());
      out.member("created_at", plan.createdAt().toString());
      out.member("working_directory", configuration.workingDirectory().toString());
      out.member("directory", configuration.directory().toString());
      out.flag("errored", plan.hasErrors());
      out.name("variables");
      out.object(() -> {
        for (Map.Entry<String, Value> entry : new TreeMap<>(plan.variables()).entrySet()) {
          if (!Marks.of(entry.getValue()).contains(Mark.EPHEMERAL)) {
            out.name(entry.getKey());
            ValueText.write(entry.getValue(), Type.DYNAMIC, out);
          }
        }
      });
      out.name("schemas");
      schemas.write(out);
      out.name("drift");
      writeChanges(plan.drift(), schemas, out);
      out.name("changes");
      writeChanges(plan.changes(), schemas, out);
      out.name("outputs");
      out.array(() -> {
        for (OutputChange change : plan.outputs()) {
          out.element();
          ChangeText.write(change, out);
        }
      });
      out.name("deferred");
      out.array(() -> {
        for (Deferral each : plan.deferred()) {
          out.element();
          write(each, out);
        }
      });
      out.name("graph");
      GraphText.write(plan.graph(), out);
    });
  }

  private static void write(Deferral deferral, JsonOutput out) throws IOException {
    out.object(() -> {
      out.member("address", deferral.address().toString());
      out.member("argument", deferral.argument());
      out.name("waits_for");
      out.array(() -> {
        for (String each : deferral.waitsFor()) {
          out.element();
          out.text(each);
        }
      });
    });
  }

  private static Deferral deferral(JsonInput in) throws DamagedJsonException {
    List<TargetAddress> address = new ArrayList<>();
    List<String> argument = new ArrayList<>();
    List<String> waitsFor = new ArrayList<>();
    in.object(name -> {
      switch (name) {
        case "address" -> {
          TargetAddress read = AddressParser.target(in.text()).tree();
          if (read != null) {
            address.add(read);
          }
        }
        case "argument" -> argument.add(in.text());
        case "waits_for" -> waitsFor.addAll(in.texts());
        default -> in.skip();
      }
    });
    if (address.size() != 1 || argument.size() != 1) {
      throw in.damaged("\"deferred\" is not readable");
    }
    return new Deferral(address.getFirst(), argument.getFirst(), waitsFor);
  }

  private static void writeChanges(
      List<ResourceChange> changes, ChangeText.Schemas schemas, JsonOutput out) throws IOException {
    out.array(() -> {
      for (ResourceChange change : changes) {
        out.element();
        ChangeText.write(change, schemas, out);
      }
    });
  }

  /// The members of a plan. They come in the order they are written, and later ones need earlier
  /// ones.
  static final class Draft {
    private PlanMode mode = PlanMode.NORMAL;
    private Instant createdAt = Instant.EPOCH;
    private String workingDirectory = "";
    private String directory = "";
    private boolean errored;
    private final Map<String, Value> variables = new TreeMap<>();
    private final ChangeText.Schemas schemas = new ChangeText.Schemas();
    private final List<ResourceChange> drift = new ArrayList<>();
    private final List<ResourceChange> changes = new ArrayList<>();
    private final List<OutputChange> outputs = new ArrayList<>();
    private final List<Deferral> deferred = new ArrayList<>();
    private ActionGraph graph = new ActionGraph.Builder().build();

    /// What relative names were relative to.
    String workingDirectory() {
      return workingDirectory;
    }

    /// The directory of the root module, as it was written.
    String directory() {
      return directory;
    }

    Plan plan(State recorded, State prior) {
      return new Plan(
          mode,
          recorded,
          prior,
          drift,
          changes,
          outputs,
          graph,
          variables,
          errored ? List.of(INCOMPLETE) : List.of(),
          createdAt,
          deferred);
    }
  }

  static Draft read(byte[] json, String name) throws DamagedJsonException {
    try (JsonInput in = new JsonInput(json, name)) {
      Draft draft = new Draft();
      ChangeText.Reader reader = new ChangeText.Reader(in, draft.schemas);
      in.document(() -> in.object(member -> member(member, in, reader, draft)));
      return draft;
    }
  }

  private static void member(String name, JsonInput in, ChangeText.Reader reader, Draft draft)
      throws DamagedJsonException {
    try {
      switch (name) {
        case "mode" -> draft.mode = PlanMode.valueOf(in.text());
        case "created_at" -> draft.createdAt = Instant.parse(in.text());
        case "working_directory" -> draft.workingDirectory = in.text();
        case "directory" -> draft.directory = in.text();
        case "errored" -> draft.errored = in.truth();
        case "variables" ->
            in.object(key -> draft.variables.put(key, ValueText.read(in, Type.DYNAMIC)));
        case "schemas" -> draft.schemas.read(in);
        case "drift" -> in.array(() -> draft.drift.add(reader.change()));
        case "changes" -> in.array(() -> draft.changes.add(reader.change()));
        case "outputs" -> in.array(() -> draft.outputs.add(ChangeText.output(in)));
        case "deferred" -> in.array(() -> draft.deferred.add(deferral(in)));
        case "graph" -> draft.graph = GraphText.read(in, draft.changes.size());
        default -> in.skip();
      }
    } catch (IllegalArgumentException | DateTimeParseException fault) {
      throw in.damaged("\"" + name + "\" is not readable");
    }
  }
}
