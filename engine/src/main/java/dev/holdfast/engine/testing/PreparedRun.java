package dev.holdfast.engine.testing;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.ReferenceGraph;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.planning.PlanInput;
import dev.holdfast.engine.planning.PlanOptions;
import dev.holdfast.engine.planning.Planner;
import dev.holdfast.engine.run.Run;
import dev.holdfast.engine.run.RunInput;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Value;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A run that can be planned and applied: its configuration with the providers of the test, and the
/// values of its variables.
record PreparedRun(
    TestInput input,
    TestRun run,
    Configuration configuration,
    ReferenceGraph references,
    Map<String, Value> variables,
    TestSubstitutes substitutes) {

  /// Whether an apply makes anything that exists outside of this process: mocked providers do not.
  boolean isReal() {
    Set<ProviderSource> mocked = substitutes.mockedSources(configuration.root());
    for (Module module : configuration.modules().values()) {
      for (Resource resource : module.resources().values()) {
        if (resource.address().mode() == ResourceMode.MANAGED
            && !mocked.contains(module.providerSource(resource))) {
          return true;
        }
      }
    }
    return false;
  }

  /// @param cancelled whether to end
  Plan plan(State state, PlanOptions options, BooleanSupplier cancelled)
      throws InterruptedException {
    return Planner.plan(
        new PlanInput(
            configuration,
            references,
            variables,
            state,
            options,
            input.providers(),
            input.parallelism(),
            input.functions().apply(true),
            input.settings(),
            input.events(),
            input.clock(),
            cancelled,
            substitutes));
  }

  RunResult apply(Plan plan, StateSession session, BooleanSupplier cancelled)
      throws InterruptedException {
    return Run.apply(
        new RunInput(
            plan,
            configuration,
            session,
            input.providers(),
            input.parallelism(),
            input.functions().apply(false),
            input.settings(),
            input.events(),
            input.clock(),
            input.random(),
            cancelled,
            substitutes));
  }

  /// The configuration once more, for what a test asks about it.
  ///
  /// @param planning whether what only an apply can tell is unknown
  ConfigurationEvaluation evaluation(
      InstanceEvaluation.Phase phase,
      Providers providers,
      boolean planning,
      Diagnostics diagnostics) {
    return new ConfigurationEvaluation(
        configuration,
        variables,
        phase,
        providers,
        input.functions().apply(planning),
        input.settings(),
        substitutes,
        diagnostics);
  }
}
