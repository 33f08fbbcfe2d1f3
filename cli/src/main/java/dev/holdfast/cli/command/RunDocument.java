package dev.holdfast.cli.command;

import dev.holdfast.cli.render.StateText;
import dev.holdfast.cli.render.TestJson;
import dev.holdfast.cli.render.json.PlanJson;
import dev.holdfast.cli.render.json.StateJson;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.RelevantAttributes;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.testing.RunOutcome;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.List;
import java.util.Optional;

/// What a run of a test came to, as the JSON document that `show -json` prints of it.
final class RunDocument {
  private RunDocument() {}

  /// The state after an apply, else the plan; empty where it did not come to either.
  static Optional<TestJson.Shown> of(
      RunOutcome outcome, ProviderFactory factory, Diagnostics diagnostics) {
    State state = outcome.state();
    Plan plan = outcome.plan();
    Configuration configuration = outcome.configuration();
    try (Providers providers = new Providers(factory, 0, diagnostics)) {
      if (state != null) {
        State written = state.withWrittenBy(ProgramVersion.current());
        List<StateText.StateObject> objects =
            StateObjects.of(written, providers, address -> true, diagnostics);
        String json =
            JsonDocument.text(
                out -> StateJson.write(written, objects, View.marked(written.outputs()), out));
        return Optional.of(new TestJson.Shown("state", json));
      }
      if (plan != null && configuration != null) {
        PlanJson.Surroundings surroundings =
            surroundings(plan, configuration, providers, diagnostics);
        String json = JsonDocument.text(out -> PlanJson.write(plan, surroundings, out));
        return Optional.of(new TestJson.Shown("plan", json));
      }
      return Optional.empty();
    }
  }

  /// What a plan is shown with.
  static PlanJson.Surroundings surroundings(
      Plan plan, Configuration configuration, Providers providers, Diagnostics diagnostics) {
    return new PlanJson.Surroundings(
        configuration,
        StateObjects.of(plan.prior(), providers, address -> true, diagnostics),
        RelevantAttributes.of(configuration, plan.changingObjects(), plan.changingOutputs()),
        providers::schema,
        ProgramVersion.current());
  }
}
