package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.random.RandomUuid;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs one test file: its runs in order, and then the destruction of what they made.
final class TestFileRunner {
  private final TestInput input;
  private final TestSuite suite;
  private final TestFile file;
  private final long seed;
  private final Map<String, TestState> states = new ConcurrentHashMap<>();
  private final Map<String, Value> outputs = new HashMap<>();

  /// The states whose objects are to be destroyed, the one changed last at the end.
  private final Map<String, TestState> changed = new LinkedHashMap<>();

  TestFileRunner(TestInput input, TestSuite suite, TestFile file) {
    this.input = input;
    this.suite = suite;
    this.file = file;
    this.seed = input.random().nextLong();
  }

  FileOutcome run() throws InterruptedException {
    tell(new TestEvent.FileStarted(file));
    List<RunOutcome> runs = new ArrayList<>();
    TestStatus status = file.runs().isEmpty() ? TestStatus.PASS : TestStatus.PENDING;
    for (TestRun run : file.runs()) {
      RunOutcome outcome;
      if (status == TestStatus.ERROR || input.cancelled().getAsBoolean()) {
        outcome = RunOutcome.skipped(run);
      } else {
        tell(new TestEvent.RunStarted(file, run));
        outcome = execute(run);
      }
      status = status.and(outcome.status());
      runs.add(outcome);
      tell(new TestEvent.RunEnded(file, outcome));
    }
    tell(new TestEvent.TeardownStarted(file));
    List<LeftOver> leftOvers = new Teardown(input, file).destroy(new ArrayList<>(changed.values()));
    FileOutcome outcome =
        new FileOutcome(file, leftOvers.isEmpty() ? status : TestStatus.ERROR, runs, leftOvers);
    tell(new TestEvent.FileEnded(outcome));
    return outcome;
  }

  /// What is there now, for someone who has to end at once.
  Map<String, TestState> states() {
    return states;
  }

  TestFile file() {
    return file;
  }

  private void tell(TestEvent event) {
    input.tests().accept(event);
  }

  @SuppressWarnings("ReferenceEquality") // whether this very run has changed it
  private RunOutcome execute(TestRun run) throws InterruptedException {
    Instant begin = input.clock().instant();
    Diagnostics diagnostics = new Diagnostics();
    TestScope scope = scope(run);
    Configuration declared = suite.configuration(run);
    @Nullable PreparedRun prepared =
        declared == null
            ? null
            : new RunPreparation(input, file, run, declared, scope, diagnostics).prepare(seed);
    if (prepared == null) {
      Duration elapsed = Duration.between(begin, input.clock().instant());
      return new RunOutcome(
          run, TestStatus.ERROR, diagnostics.list(), begin, elapsed, null, null, null);
    }
    String key = key(run);
    TestState state =
        states.computeIfAbsent(key, _ -> new TestState(RandomUuid.of(input.random())));
    RunExecution execution = new RunExecution(prepared, state, scope, diagnostics);
    RunOutcome outcome = execution.execute(begin);
    if (!state.applied().isEmpty() && state.applied().getLast() == prepared) {
      changed.remove(key);
      changed.put(key, state);
    }
    if (outcome.status() != TestStatus.ERROR) {
      outputs.put(run.name(), execution.outputs());
    }
    return outcome;
  }

  /// Runs of one module share a state, unless they say otherwise.
  private static String key(TestRun run) {
    TestRun.TestModule module = run.module();
    if (run.stateKey() != null) {
      return "key " + run.stateKey();
    }
    return module == null ? "" : "module " + module.source() + " " + module.version();
  }

  private TestScope scope(TestRun run) {
    Set<String> names = file.runs().stream().map(TestRun::name).collect(Collectors.toSet());
    TestScope outside =
        new TestScope(
            null,
            Map.of(),
            input.variables().apply(file),
            suite.configuration().root().variables(),
            Map.copyOf(outputs),
            names,
            input.functions().apply(false));
    return outside.with(file.variables()).with(run.variables());
  }
}
