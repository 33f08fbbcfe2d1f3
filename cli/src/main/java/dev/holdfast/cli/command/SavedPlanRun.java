package dev.holdfast.cli.command;

import dev.holdfast.cli.render.DeferralText;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.saved.PlanFile;
import dev.holdfast.engine.plan.saved.PlanFileException;
import dev.holdfast.engine.plan.saved.SavedPlan;
import dev.holdfast.engine.planning.PlanOptions;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does what a saved plan says, with the configuration that is in it, unless the state has changed
/// since it was made.
final class SavedPlanRun {
  private SavedPlanRun() {}

  /// Applies the plan in a file.
  ///
  /// @param patience how long to wait for the state's lock
  /// @return the exit code
  static int apply(Invocation invocation, View view, Path file, Duration patience)
      throws InterruptedException {
    try (SavedPlan saved = PlanFile.read(file, SavedPlanSealing.of(invocation))) {
      Plan stored = saved.plan();
      if (view.report(stored.diagnostics())) {
        return Invocation.FAILED;
      }
      Path home = SavedPlanHome.of(saved, invocation.world().folder());
      Project project =
          new Project(
              invocation.from(home),
              home.resolve(saved.configurationDirectory().toString()),
              saved.workspace());
      Diagnostics diagnostics = new Diagnostics();
      Optional<Project.Loaded> loaded =
          project.load(
              saved.configurationDirectory(), InputVariables.of(stored.variables()), diagnostics);
      Map<String, Value> given =
          loaded.map(each -> project.ephemeralVariables(each, diagnostics)).orElse(Map.of());
      if (view.report(diagnostics.list()) || loaded.isEmpty()) {
        return Invocation.FAILED;
      }
      Plan plan = stored.withVariables(given);
      String operation = plan.mode() == PlanMode.DESTROY ? "destroy" : "apply";
      try (StateSession session =
          project.store(loaded.get()).open(new LockRequest(operation, "", patience))) {
        view.report(session.diagnostics());
        Optional<Diagnostic> stale = saved.stale(session.state());
        if (stale.isPresent()) {
          view.report(List.of(stale.get()));
          return Invocation.FAILED;
        }
        Planning planning =
            new Planning(project, view, loaded.get(), plan.variables(), PlanOptions.NORMAL);
        view.savedPlan(plan);
        int exitCode = ApplyCommand.run(planning, plan, session);
        if (exitCode == 0 && !plan.deferred().isEmpty()) {
          view.tell(
              "\nThis was not all: %s to come. Make another plan to go on."
                  .formatted(DeferralText.count(plan)));
        }
        return exitCode;
      }
    } catch (PlanFileException e) {
      view.report(List.of(e.diagnostic()));
    } catch (StateLockedException e) {
      view.report(List.of(Diagnostic.error("The state is locked", String.valueOf(e.getMessage()))));
    } catch (StateUnavailableException e) {
      view.report(e.diagnostics());
    }
    return Invocation.FAILED;
  }
}
