package dev.holdfast.cli.command;

import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.planning.GeneratedResources;
import dev.holdfast.engine.planning.PlanInput;
import dev.holdfast.engine.planning.PlanOptions;
import dev.holdfast.engine.planning.Planner;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.SourceFile;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes plans for the commands that need one.
///
/// @param variables of their types
record Planning(
    Project project,
    View view,
    Project.Loaded loaded,
    Map<String, Value> variables,
    PlanOptions options) {

  /// Reads flags, configuration and variables; empty after an error, which is shown.
  static Optional<Planning> prepare(Project project, View view, PlanOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Project.Loaded> loaded =
        project
            .load(diagnostics)
            .filter(each -> project.hasConfiguration(each.configuration(), diagnostics));
    Map<String, Value> variables =
        loaded.map(each -> project.variables(each, diagnostics)).orElse(Map.of());
    loaded.ifPresent(each -> ProjectPlugins.of(project).check(each.configuration(), diagnostics));
    boolean failed = view.report(diagnostics.list());
    return failed
        ? Optional.empty()
        : loaded.map(each -> new Planning(project, view, each, variables, options));
  }

  /// The plan from a state. Its events are shown, its diagnostics are not.
  Plan plan(State state) throws InterruptedException {
    try (CommandProviders providers = project.providers();
        View.Progress progress = view.planningProgress();
        Interruption interruption = interruption()) {
      return Planner.plan(input(state, providers, progress, interruption));
    }
  }

  /// Resource blocks for objects that are to be imported and are not declared.
  GeneratedResources generate(State state) throws InterruptedException {
    try (CommandProviders providers = project.providers();
        View.Progress progress = view.planningProgress();
        Interruption interruption = interruption()) {
      return Planner.generate(input(state, providers, progress, interruption));
    }
  }

  private Interruption interruption() {
    return Interruption.catching(
        () ->
            project
                .invocation()
                .world()
                .err()
                .println(
                    "\nInterrupt received: ending what is under way. Press Ctrl-C again to stop at"
                        + " once."),
        project.invocation().plugins()::kill);
  }

  private PlanInput input(
      State state, CommandProviders providers, View.Progress progress, Interruption interruption) {
    return new PlanInput(
        loaded.configuration(),
        loaded.references(),
        variables,
        state,
        options,
        providers,
        project.parallelism(),
        project.functions(true),
        project.settings(),
        progress,
        project.invocation().world().clock(),
        interruption);
  }

  /// The same for the configuration with generated blocks in it; empty after an error, which is
  /// shown.
  ///
  /// @param name of the file that the blocks are for
  Optional<Planning> with(GeneratedResources generated, String name) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile source =
        SourceFile.of(project.folder().resolve(name).normalize().toString(), generated.file());
    Optional<Project.Loaded> reloaded = project.load(loaded.input(), List.of(source), diagnostics);
    return view.report(diagnostics.list())
        ? Optional.empty()
        : reloaded.map(each ->
            new Planning(
                project, view, each, variables, options.withGenerated(generated.blocks())));
  }
}
