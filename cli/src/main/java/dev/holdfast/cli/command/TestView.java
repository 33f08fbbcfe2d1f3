package dev.holdfast.cli.command;

import dev.holdfast.cli.render.DiagnosticJson;
import dev.holdfast.cli.render.EventJson;
import dev.holdfast.cli.render.PlanText;
import dev.holdfast.cli.render.StateText;
import dev.holdfast.cli.render.TestJson;
import dev.holdfast.cli.render.TestText;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.file.PrivateFiles;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.engine.testing.LeftOver;
import dev.holdfast.engine.testing.RunOutcome;
import dev.holdfast.engine.testing.TestEvent;
import dev.holdfast.engine.testing.TestRunner;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What tests show: to a person, or to a program.
sealed interface TestView {

  /// The view that the user asked for.
  static TestView of(Invocation invocation) {
    if (!invocation.arguments().isOn(CommonFlags.JSON)) {
      return new ForPeople(invocation);
    }
    DiagnosticJson diagnostics = new DiagnosticJson(invocation.sources());
    EventJson json = new EventJson(invocation.out(), diagnostics, invocation.world().clock());
    json.version(ProgramVersion.current());
    return new ForPrograms(
        invocation, json, new TestJson(json, diagnostics, invocation.world().clock()));
  }

  /// Shows diagnostics.
  ///
  /// @return whether there was an error
  boolean report(List<Diagnostic> diagnostics);

  /// Shows what happened.
  ///
  /// @param providers to read objects with
  void accept(TestEvent event, ProviderFactory providers);

  /// The user asked for an end.
  void interrupted();

  /// The user asked for an end at once.
  ///
  /// @param unfinished what exists; null when nothing does
  void abandoned(TestRunner.@Nullable Unfinished unfinished);

  /// Keeps states that nobody destroys in files, so that nothing is lost.
  ///
  /// @return where they are, or an error that says why they could not be kept
  static List<Diagnostic> keep(Invocation invocation, String what, List<State> states) {
    StateCodec codec =
        new DeferredStateCodec(
            () -> new ProjectBackend(Project.here(invocation)).encryption().state());
    List<Diagnostic> kept = new ArrayList<>();
    int number = 1;
    for (State state : states) {
      Path folder = invocation.folder();
      Path file = folder.resolve("errored_test.tfstate");
      while (Files.exists(file)) {
        number++;
        file = folder.resolve("errored_test-" + number + ".tfstate");
      }
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(
            state.withWrittenBy(ProgramVersion.current()), bytes, StateFile.Layout.INDENTED);
        PrivateFiles.replace(file, bytes.toByteArray());
        kept.add(
            Diagnostic.error(
                "Objects are left behind",
                ("%s left these objects:\n%s\nThey are in the state file %s. Once the cause is gone,"
                        + " \"holdfast destroy -state=%s\" in the folder of their configuration"
                        + " destroys them; or destroy them by hand.")
                    .formatted(
                        what,
                        TestText.list(LeftOver.objects(state)),
                        file.getFileName(),
                        file.getFileName())));
      } catch (IOException e) {
        kept.add(
            Diagnostic.error(
                "Objects are left behind",
                "%s left these objects:\n%s\nTheir state could not be written to %s: %s. Destroy them by hand."
                    .formatted(
                        what,
                        TestText.list(LeftOver.objects(state)),
                        file,
                        PrivateFiles.describe(e))));
      }
    }
    return kept;
  }

  /// Their states are in files already, where the next test finds them.
  private static Diagnostic leftBehind(TestRunner.Unfinished unfinished) {
    return Diagnostic.error(
        "Objects are left behind",
        "%s left these objects:\n%s\nTheir state is kept. Run \"holdfast test\" again to be told where, and how to destroy them."
            .formatted(unfinished.file().name(), TestText.list(unfinished.objects())));
  }

  /// Text.
  record ForPeople(Invocation invocation) implements TestView {
    @Override
    public boolean report(List<Diagnostic> diagnostics) {
      return invocation.report(diagnostics);
    }

    @Override
    public void accept(TestEvent event, ProviderFactory providers) {
      switch (event) {
        case TestEvent.FileStarted(var file) -> line(file.name(), "in progress");
        case TestEvent.RunEnded(var file, var outcome) -> {
          line(
              "  run \"" + outcome.run().name() + "\"", TestText.word(outcome.status(), palette()));
          if (invocation.arguments().isOn(TestCommand.VERBOSE)) {
            show(outcome, providers);
          }
          report(outcome.diagnostics());
        }
        case TestEvent.TeardownStarted(var file) -> line(file.name(), "tearing down");
        case TestEvent.FileEnded(var outcome) ->
            line(outcome.file().name(), TestText.word(outcome.status(), palette()));
        case TestEvent.CleanupFailed(var file, var leftOver) -> {
          report(leftOver.diagnostics());
          report(keep(invocation, file.name() + "/" + leftOver.run(), List.of(leftOver.state())));
        }
        case TestEvent.SuiteEnded(var outcome) ->
            invocation.out().println("\n" + TestText.summary(outcome, palette()));
        case TestEvent.SuiteStarted _, TestEvent.RunStarted _, TestEvent.RunTeardownStarted _ -> {}
      }
    }

    private Palette palette() {
      return invocation.terminal().palette();
    }

    private void line(String what, String status) {
      invocation.out().println(what + "... " + status);
    }

    /// The state after an apply, else the plan.
    private void show(RunOutcome outcome, ProviderFactory factory) {
      State state = outcome.state();
      Plan plan = outcome.plan();
      if (state != null) {
        Diagnostics diagnostics = new Diagnostics();
        try (Providers providers = new Providers(factory, 0, diagnostics)) {
          invocation
              .out()
              .print(
                  new StateText(palette())
                      .of(
                          StateObjects.of(state, providers, address -> true, diagnostics),
                          View.marked(state.outputs())));
        }
        report(diagnostics.list());
      } else if (plan != null && outcome.configuration() != null) {
        invocation
            .out()
            .print(
                new PlanText(palette(), invocation.terminal().width())
                    .of(plan, outcome.configuration()));
      }
    }

    @Override
    public void interrupted() {
      invocation
          .world()
          .err()
          .println(
              "\nInterrupt received: finishing what is under way and destroying what was made."
                  + " Press Ctrl-C again to stop at once.");
    }

    @Override
    public void abandoned(TestRunner.@Nullable Unfinished unfinished) {
      if (unfinished == null) {
        return;
      }
      if (!unfinished.states().isEmpty()) {
        report(List.of(leftBehind(unfinished)));
      }
      if (!unfinished.begun().isEmpty()) {
        StringBuilder begun = new StringBuilder();
        unfinished
            .begun()
            .forEach(each -> begun.append("  - ").append(each.address()).append('\n'));
        report(
            List.of(
                Diagnostic.error(
                    "Actions were under way",
                    "Nobody knows whether these came to an end; look for yourself:\n" + begun)));
      }
    }
  }

  /// One JSON object a line.
  record ForPrograms(Invocation invocation, EventJson json, TestJson tests) implements TestView {
    @Override
    public boolean report(List<Diagnostic> diagnostics) {
      diagnostics.forEach(json::diagnostic);
      return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    @Override
    public void accept(TestEvent event, ProviderFactory providers) {
      Diagnostics diagnostics = new Diagnostics();
      TestJson.Shown shown =
          event instanceof TestEvent.RunEnded(var _, var outcome)
                  && invocation.arguments().isOn(TestCommand.VERBOSE)
              ? RunDocument.of(outcome, providers, diagnostics).orElse(null)
              : null;
      tests.accept(event, shown);
      report(diagnostics.list());
      if (event instanceof TestEvent.CleanupFailed(var file, var leftOver)) {
        report(keep(invocation, file.name() + "/" + leftOver.run(), List.of(leftOver.state())));
      }
    }

    @Override
    public void interrupted() {
      report(
          List.of(
              Diagnostic.warning(
                  "Interrupt received",
                  "What is under way is finished, and what was made is destroyed.")));
    }

    @Override
    public void abandoned(TestRunner.@Nullable Unfinished unfinished) {
      if (unfinished != null) {
        tests.interrupted(unfinished);
        if (!unfinished.states().isEmpty()) {
          report(List.of(leftBehind(unfinished)));
        }
      }
    }
  }
}
