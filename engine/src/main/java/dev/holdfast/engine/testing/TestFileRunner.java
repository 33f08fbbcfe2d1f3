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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runs one test file: its runs in the order that they need, and then the destruction of what they
/// made.
final class TestFileRunner {
  private final TestInput input;
  private final TestSuite suite;
  private final TestFile file;
  private final long seed;
  private final Map<String, TestState> states = new ConcurrentHashMap<>();
  private final Map<String, Value> outputs = new ConcurrentHashMap<>();
  private final RunOrder order;
  private final Semaphore running;

  /// What all runs that are done come to together.
  private TestStatus status;

  TestFileRunner(TestInput input, TestSuite suite, TestFile file) {
    this.input = input;
    this.suite = suite;
    this.file = file;
    this.seed = input.random().nextLong();
    this.order = RunOrder.of(file);
    this.running = new Semaphore(Math.max(1, input.runsAtOnce()));
    this.status = file.runs().isEmpty() ? TestStatus.PASS : TestStatus.PENDING;
  }

  FileOutcome run() throws InterruptedException {
    tell(new TestEvent.FileStarted(file));
    List<RunOutcome> runs = order.isParallel() ? runBesideEachOther() : runInOrder();
    tell(new TestEvent.TeardownStarted(file));
    List<LeftOver> leftOvers = new Teardown(input, file).destroy(changed());
    FileOutcome outcome =
        new FileOutcome(file, leftOvers.isEmpty() ? status() : TestStatus.ERROR, runs, leftOvers);
    tell(new TestEvent.FileEnded(outcome));
    return outcome;
  }

  private List<RunOutcome> runInOrder() throws InterruptedException {
    List<RunOutcome> runs = new ArrayList<>();
    for (TestRun run : file.runs()) {
      runs.add(runOrSkip(run));
    }
    return runs;
  }

  private List<RunOutcome> runBesideEachOther() throws InterruptedException {
    List<CompletableFuture<RunOutcome>> runs =
        file.runs().stream().map(_ -> new CompletableFuture<RunOutcome>()).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < runs.size(); i++) {
        int number = i;
        CompletableFuture<?>[] before =
            order.before(i).stream().map(runs::get).toArray(CompletableFuture<?>[]::new);
        threads.execute(() -> {
          CompletableFuture<RunOutcome> done = runs.get(number);
          try {
            CompletableFuture.allOf(before).join();
            running.acquire();
            try {
              done.complete(runOrSkip(file.runs().get(number)));
            } finally {
              running.release();
            }
          } catch (InterruptedException | RuntimeException | Error fault) {
            done.completeExceptionally(fault);
          }
        });
      }
      List<RunOutcome> outcomes = new ArrayList<>();
      for (CompletableFuture<RunOutcome> run : runs) {
        outcomes.add(run.get());
      }
      return outcomes;
    } catch (ExecutionException fault) {
      throw new IllegalStateException("a run broke off", fault.getCause());
    }
  }

  private RunOutcome runOrSkip(TestRun run) throws InterruptedException {
    RunOutcome outcome;
    boolean cancelled = input.cancelled().getAsBoolean();
    if (cancelled || status() == TestStatus.ERROR) {
      outcome = RunOutcome.skipped(run);
    } else {
      tell(new TestEvent.RunStarted(file, run));
      outcome = execute(run);
    }
    synchronized (this) {
      // Tests that were not run have not passed.
      status = status.and(cancelled ? TestStatus.ERROR : outcome.status());
    }
    tell(new TestEvent.RunEnded(file, outcome));
    return outcome;
  }

  private synchronized TestStatus status() {
    return status;
  }

  /// The states that runs have changed, the one that the last of these has changed at the end.
  private List<TestState> changed() {
    return states.values().stream()
        .filter(state -> !state.applied().isEmpty())
        .sorted(
            Comparator.comparingInt(state -> file.runs().indexOf(state.applied().getLast().run())))
        .toList();
  }

  /// What is there now, for someone who has to end at once.
  Map<String, TestState> states() {
    return states;
  }

  TestFile file() {
    return file;
  }

  private synchronized void tell(TestEvent event) {
    input.tests().accept(event);
  }

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
    TestState state =
        states.computeIfAbsent(
            TestState.key(run),
            _ -> new TestState(file, input.states(), RandomUuid.of(input.random())));
    RunExecution execution = new RunExecution(prepared, state, scope, diagnostics);
    RunOutcome outcome = execution.execute(begin);
    if (outcome.status() != TestStatus.ERROR) {
      outputs.put(run.name(), execution.outputs());
    }
    return outcome;
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
