package dev.holdfast.cli.render;

import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.engine.testing.LeftOver;
import dev.holdfast.engine.testing.RunOutcome;
import dev.holdfast.engine.testing.SuiteOutcome;
import dev.holdfast.engine.testing.TestEvent;
import dev.holdfast.engine.testing.TestRunner;
import dev.holdfast.engine.testing.TestStatus;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What happens while tests run, as one JSON object a line: the `test_` messages of the
/// machine-readable interface.
public final class TestJson {
  private final EventJson events;
  private final DiagnosticJson diagnostics;
  private final InstantSource clock;

  /// @param events the stream to write to
  public TestJson(EventJson events, DiagnosticJson diagnostics, InstantSource clock) {
    this.events = events;
    this.diagnostics = diagnostics;
    this.clock = clock;
  }

  /// What a run came to, in full.
  ///
  /// @param kind `plan` or `state`
  /// @param json the document
  public record Shown(String kind, String json) {}

  /// Writes what an event says.
  ///
  /// @param shown of the run that the event ends; null for nothing more
  public void accept(TestEvent event, @Nullable Shown shown) {
    switch (event) {
      case TestEvent.SuiteStarted(List<TestFile> files) -> suite(files);
      case TestEvent.FileStarted(TestFile file) -> file(file, "starting", null);
      case TestEvent.RunStarted(TestFile file, TestRun run) -> run(file, run, "starting");
      case TestEvent.RunEnded(TestFile file, RunOutcome outcome) -> ended(file, outcome, shown);
      case TestEvent.TeardownStarted(TestFile file) -> file(file, "teardown", null);
      case TestEvent.RunTeardownStarted(TestFile file, TestRun run) -> run(file, run, "teardown");
      case TestEvent.FileEnded(var outcome) -> file(outcome.file(), "complete", outcome.status());
      case TestEvent.CleanupFailed(TestFile file, LeftOver leftOver) -> cleanup(file, leftOver);
      case TestEvent.SuiteEnded(SuiteOutcome outcome) -> summary(outcome);
    }
  }

  private void write(
      String level,
      String message,
      String type,
      @Nullable TestFile file,
      @Nullable String run,
      Consumer<JsonWriter> fields) {
    events.write(
        level,
        message,
        clock.instant(),
        type,
        json -> {
          if (file != null) {
            json.name("@testfile").value(file.name());
          }
          if (run != null) {
            json.name("@testrun").value(run);
          }
        },
        fields);
  }

  private void suite(List<TestFile> files) {
    int runs = files.stream().mapToInt(file -> file.runs().size()).sum();
    write(
        "info",
        "Found %d %s and %d %s"
            .formatted(
                files.size(),
                files.size() == 1 ? "file" : "files",
                runs,
                runs == 1 ? "run block" : "run blocks"),
        "test_abstract",
        null,
        null,
        json -> {
          json.name("test_abstract").beginObject();
          for (TestFile file : files) {
            json.name(file.name()).beginArray();
            file.runs().forEach(run -> json.value(run.name()));
            json.endArray();
          }
          json.endObject();
        });
  }

  private void file(TestFile file, String progress, @Nullable TestStatus status) {
    String word =
        status != null
            ? TestText.word(status)
            : progress.equals("teardown") ? "tearing down" : "in progress";
    write(
        "info",
        file.name() + "... " + word,
        "test_file",
        file,
        null,
        json -> {
          json.name("test_file").beginObject();
          json.name("path").value(file.name());
          json.name("progress").value(progress);
          status(status, json);
          json.endObject();
        });
  }

  private void run(TestFile file, TestRun run, String progress) {
    String word = progress.equals("teardown") ? "tearing down" : "in progress";
    write(
        "info",
        "  \"" + run.name() + "\"... " + word,
        "test_run",
        file,
        run.name(),
        json -> {
          json.name("test_run").beginObject();
          json.name("path").value(file.name());
          json.name("run").value(run.name());
          json.name("progress").value(progress);
          json.name("elapsed").value(0);
          json.endObject();
        });
  }

  private void ended(TestFile file, RunOutcome outcome, @Nullable Shown shown) {
    String name = outcome.run().name();
    write(
        "info",
        "  \"" + name + "\"... " + TestText.word(outcome.status()),
        "test_run",
        file,
        name,
        json -> {
          json.name("test_run").beginObject();
          json.name("path").value(file.name());
          json.name("run").value(name);
          json.name("progress").value("complete");
          status(outcome.status(), json);
          json.endObject();
        });
    if (shown != null) {
      write(
          "info",
          "-verbose flag enabled, printing " + shown.kind(),
          "test_" + shown.kind(),
          file,
          name,
          json -> json.name("test_" + shown.kind()).raw(shown.json()));
    }
    outcome.diagnostics().forEach(each -> diagnostic(file, name, each));
  }

  private void diagnostic(TestFile file, String run, Diagnostic diagnostic) {
    write(
        diagnostic.isError() ? "error" : "warn",
        (diagnostic.isError() ? "Error: " : "Warning: ") + diagnostic.summary(),
        "diagnostic",
        file,
        run,
        json -> diagnostics.write(diagnostic, json.name("diagnostic")));
  }

  private static void status(@Nullable TestStatus status, JsonWriter json) {
    if (status != null) {
      json.name("status").value(status.name().toLowerCase(Locale.ROOT));
    }
  }

  private void cleanup(TestFile file, LeftOver leftOver) {
    leftOver.diagnostics().forEach(each -> diagnostic(file, leftOver.run(), each));
    write(
        "error",
        "Holdfast left some resources in state after executing %s/%s, they need to be cleaned up manually:"
            .formatted(file.name(), leftOver.run()),
        "test_cleanup",
        file,
        leftOver.run(),
        json -> {
          json.name("test_cleanup").beginObject();
          json.name("failed_resources");
          objects(leftOver.objects(), json);
          json.endObject();
        });
  }

  /// What exists when the process is told to end at once.
  public void interrupted(TestRunner.Unfinished unfinished) {
    write(
        "error",
        "Interrupted: the resources that exist now are not going to be destroyed.",
        "test_interrupt",
        unfinished.file(),
        null,
        json -> {
          json.name("test_interrupt").beginObject();
          json.name("state");
          objects(unfinished.objects(), json);
          json.name("planned").beginArray();
          unfinished.begun().forEach(intent -> json.value(intent.address().toString()));
          json.endArray();
          json.endObject();
        });
  }

  private static void objects(List<LeftOver.LeftObject> objects, JsonWriter json) {
    json.beginArray();
    for (LeftOver.LeftObject object : objects) {
      json.beginObject();
      json.name("instance").value(object.address().toString());
      if (object.deposedKey() != null) {
        json.name("deposed_key").value(object.deposedKey());
      }
      json.endObject();
    }
    json.endArray();
  }

  private void summary(SuiteOutcome outcome) {
    write(
        "info",
        TestText.summary(outcome, Palette.PLAIN),
        "test_summary",
        null,
        null,
        json -> {
          json.name("test_summary").beginObject();
          status(outcome.status(), json);
          json.name("passed").value(outcome.count(TestStatus.PASS));
          json.name("failed").value(outcome.count(TestStatus.FAIL));
          json.name("errored").value(outcome.count(TestStatus.ERROR));
          json.name("skipped").value(outcome.count(TestStatus.SKIP));
          json.endObject();
        });
  }
}
