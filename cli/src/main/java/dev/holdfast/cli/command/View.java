package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.cli.render.DiagnosticJson;
import dev.holdfast.cli.render.EventJson;
import dev.holdfast.cli.render.LiveProgress;
import dev.holdfast.cli.render.PlanCounts;
import dev.holdfast.cli.render.PlanText;
import dev.holdfast.cli.render.Revealed;
import dev.holdfast.cli.render.StateText;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.cli.terminal.Style;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.event.EventSink;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.engine.state.StoredOutput;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What planning and applying show: to a person, or to a program.
sealed interface View {

  /// The view that the user asked for.
  static View of(Invocation invocation) {
    if (invocation.json().isPresent()) {
      return new ForPrograms(invocation.json().get(), invocation.arguments());
    }
    if (!invocation.arguments().isOn(CommonFlags.JSON)) {
      return new ForPeople(invocation);
    }
    EventJson json =
        new EventJson(
            invocation.out(), new DiagnosticJson(invocation.sources()), invocation.world().clock());
    json.version(ProgramVersion.current());
    return new ForPrograms(json, invocation.arguments());
  }

  /// Shows diagnostics.
  ///
  /// @return whether there was an error
  boolean report(List<Diagnostic> diagnostics);

  /// Where events go until it is closed, while something is done.
  Progress progress();

  /// The same while it is only looked what there is to do.
  Progress planningProgress();

  void plan(Plan plan, Configuration configuration);

  /// A plan that was shown before, when it was saved.
  void savedPlan(Plan plan);

  /// What to do with a plan that is only shown.
  void nextStep(Plan plan, String savedTo);

  void applied(RunResult result, boolean destroy);

  /// The outputs alone, where nothing was changed.
  void outputs(RunResult result);

  /// Says something to a person.
  void tell(String text);

  /// Events while work goes on.
  interface Progress extends EventSink, AutoCloseable {
    @Override
    void close();
  }

  /// Outputs with the marks that say what must not be shown. The same, with nothing hidden where
  /// the user asks for that.
  static Map<String, Value> shown(Map<String, StoredOutput> outputs, Invocation invocation) {
    Map<String, Value> shown = marked(outputs);
    if (invocation.arguments().isOn(CommonFlags.SHOW_SENSITIVE)) {
      shown.replaceAll((_, value) -> Revealed.of(value));
    }
    return shown;
  }

  static Map<String, Value> marked(Map<String, StoredOutput> outputs) {
    Map<String, Value> marked = new TreeMap<>();
    outputs.forEach((name, output) ->
        marked.put(
            name, output.sensitive() ? output.value().mark(Mark.SENSITIVE) : output.value()));
    return marked;
  }

  /// Text.
  record ForPeople(Invocation invocation) implements View {
    @Override
    public boolean report(List<Diagnostic> diagnostics) {
      return invocation.report(diagnostics);
    }

    @Override
    public Progress progress() {
      return progress(
          LiveProgress.open(
              invocation.terminal(), invocation.diagnosticText(), invocation.world().clock()));
    }

    @Override
    public Progress planningProgress() {
      return isConcise()
          ? progress(
              LiveProgress.silent(
                  invocation.terminal(), invocation.diagnosticText(), invocation.world().clock()))
          : progress();
    }

    private boolean isConcise() {
      return invocation.arguments().isOn(PlanFlags.CONCISE);
    }

    private static Progress progress(LiveProgress live) {
      return new Progress() {
        @Override
        public void accept(dev.holdfast.engine.event.Event event) {
          live.accept(event);
        }

        @Override
        public void close() {
          live.close();
        }
      };
    }

    @Override
    public void plan(Plan plan, Configuration configuration) {
      invocation.out().print(text().of(showsSensitive() ? Revealed.of(plan) : plan, configuration));
    }

    @Override
    public void savedPlan(Plan plan) {}

    @Override
    public void nextStep(Plan plan, String savedTo) {
      if (plan.changesAnything()) {
        invocation.out().print(text().nextStep(savedTo));
      }
    }

    private boolean showsSensitive() {
      return invocation.arguments().isOn(CommonFlags.SHOW_SENSITIVE);
    }

    private PlanText text() {
      return new PlanText(
          invocation.terminal().palette(), invocation.terminal().width(), isConcise());
    }

    @Override
    public void applied(RunResult result, boolean destroy) {
      Palette palette = invocation.terminal().palette();
      if (!result.hasErrors()) {
        PlanCounts counts =
            new PlanCounts(
                result.imported(),
                result.added(),
                result.changed(),
                result.destroyed(),
                result.forgotten());
        String what = (destroy ? "Destroy complete!" : "Apply complete!") + counts.outcome(destroy);
        invocation.out().println("\n" + palette.paint(what, Style.BOLD, Style.GREEN));
      }
      if (!destroy) {
        outputs(result);
      }
    }

    @Override
    public void outputs(RunResult result) {
      Palette palette = invocation.terminal().palette();
      Map<String, Value> outputs = shown(result.outputs(), invocation);
      if (!outputs.isEmpty()) {
        invocation.out().println("\n" + palette.paint("Outputs:", Style.BOLD, Style.GREEN) + "\n");
        invocation.out().print(StateText.outputs(outputs));
      }
    }

    @Override
    public void tell(String text) {
      invocation.out().println(text);
    }
  }

  /// One JSON object a line.
  record ForPrograms(EventJson json, Arguments arguments) implements View {
    @Override
    public boolean report(List<Diagnostic> diagnostics) {
      diagnostics.stream()
          .filter(diagnostic -> DeprecationFlag.shows(arguments, diagnostic))
          .forEach(json::diagnostic);
      return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    @Override
    public Progress progress() {
      return new Progress() {
        @Override
        public void accept(dev.holdfast.engine.event.Event event) {
          json.accept(event);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Progress planningProgress() {
      return progress();
    }

    @Override
    public void plan(Plan plan, Configuration configuration) {
      json.plan(plan);
    }

    @Override
    public void savedPlan(Plan plan) {
      json.changes(plan);
    }

    @Override
    public void nextStep(Plan plan, String savedTo) {}

    @Override
    public void applied(RunResult result, boolean destroy) {
      if (!result.hasErrors()) {
        json.applied(
            new PlanCounts(
                result.imported(),
                result.added(),
                result.changed(),
                result.destroyed(),
                result.forgotten()),
            destroy);
      }
      if (!destroy) {
        outputs(result);
      }
    }

    @Override
    public void outputs(RunResult result) {
      json.outputs(marked(result.outputs()));
    }

    @Override
    public void tell(String text) {}
  }
}
