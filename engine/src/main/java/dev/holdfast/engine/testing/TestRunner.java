package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestSuite;
import dev.holdfast.engine.state.Intent;
import dev.holdfast.engine.state.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs test files one after another. For one use.
public final class TestRunner {
  private final TestInput input;
  private final TestSuite suite;
  private volatile @Nullable TestFileRunner current;

  public TestRunner(TestInput input, TestSuite suite) {
    this.input = input;
    this.suite = suite;
  }

  /// Runs these files of the suite.
  public SuiteOutcome run(List<TestFile> files) throws InterruptedException {
    input.tests().accept(new TestEvent.SuiteStarted(files));
    List<FileOutcome> outcomes = new ArrayList<>();
    for (TestFile file : files) {
      TestFileRunner runner = new TestFileRunner(input, suite, file);
      current = runner;
      outcomes.add(runner.run());
      current = null;
    }
    SuiteOutcome outcome = new SuiteOutcome(outcomes);
    input.tests().accept(new TestEvent.SuiteEnded(outcome));
    return outcome;
  }

  /// What really exists at this moment that nobody is going to destroy if the program ends now.
  ///
  /// @param states with objects that really exist; they are kept where [TestStates] says
  /// @param begun what was begun and may or may not have happened
  public record Unfinished(TestFile file, List<State> states, List<Intent> begun) {
    public Unfinished {
      states = List.copyOf(states);
      begun = List.copyOf(begun);
    }

    /// Every managed object that is known.
    public List<LeftOver.LeftObject> objects() {
      return states.stream().flatMap(state -> LeftOver.objects(state).stream()).toList();
    }
  }

  /// What exists now; null between files. May be asked by any thread.
  public @Nullable Unfinished unfinished() {
    TestFileRunner runner = current;
    if (runner == null) {
      return null;
    }
    List<State> states = new ArrayList<>();
    List<Intent> begun = new ArrayList<>();
    for (TestState each : runner.states().values()) {
      if (each.session().isKept()) {
        begun.addAll(each.session().inFlight());
        if (!each.isEmpty()) {
          states.add(each.state());
        }
      }
    }
    return new Unfinished(runner.file(), states, begun);
  }
}
