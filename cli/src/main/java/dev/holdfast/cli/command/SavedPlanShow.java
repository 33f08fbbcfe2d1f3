package dev.holdfast.cli.command;

import dev.holdfast.cli.render.PlanText;
import dev.holdfast.cli.render.Revealed;
import dev.holdfast.cli.render.json.PlanJson;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.saved.PlanFile;
import dev.holdfast.engine.plan.saved.PlanFileException;
import dev.holdfast.engine.plan.saved.SavedPlan;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Shows a saved plan, with the configuration that is in it.
final class SavedPlanShow {
  private SavedPlanShow() {}

  /// @return the exit code
  static int show(Invocation invocation, Path file) {
    try (SavedPlan saved = PlanFile.read(file, SavedPlanSealing.of(invocation))) {
      Plan plan = saved.plan();
      Project project = Project.here(invocation);
      Diagnostics diagnostics = new Diagnostics();
      Optional<Configuration> configuration =
          project
              .load(
                  saved.configurationDirectory(), InputVariables.of(plan.variables()), diagnostics)
              .map(Project.Loaded::configuration);
      if (configuration.isEmpty()) {
        project.report(diagnostics.list());
        return Invocation.FAILED;
      }
      if (invocation.arguments().isOn(CommonFlags.JSON)) {
        return json(project, plan, configuration.get());
      }
      PlanText text = new PlanText(invocation.terminal().palette(), invocation.terminal().width());
      invocation
          .out()
          .print(
              text.of(
                  invocation.arguments().isOn(CommonFlags.SHOW_SENSITIVE)
                      ? Revealed.of(plan)
                      : plan,
                  configuration.get()));
      return 0;
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    } catch (PlanFileException e) {
      invocation.report(List.of(e.diagnostic()));
      return Invocation.FAILED;
    }
  }

  private static int json(Project project, Plan plan, Configuration configuration) {
    Diagnostics diagnostics = new Diagnostics();
    try (CommandProviders factory = project.providers();
        Providers providers = new Providers(factory, 0, diagnostics)) {
      PlanJson.Surroundings surroundings =
          RunDocument.surroundings(plan, configuration, providers, diagnostics);
      if (project.report(diagnostics.list())) {
        return Invocation.FAILED;
      }
      JsonDocument.print(
          project.invocation().out(), out -> PlanJson.write(plan, surroundings, out));
      return 0;
    }
  }
}
