package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.planning.PlanOptions;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Destroys what the runs of a file made, the state that was changed last first.
final class Teardown {
  private final TestInput input;
  private final TestFile file;

  Teardown(TestInput input, TestFile file) {
    this.input = input;
    this.file = file;
  }

  /// @param states in the order in which they were changed
  /// @return what could not be destroyed
  List<LeftOver> destroy(List<TestState> states) throws InterruptedException {
    List<LeftOver> leftOvers = new ArrayList<>();
    for (TestState state : states.reversed()) {
      LeftOver leftOver = destroy(state);
      if (leftOver != null) {
        leftOvers.add(leftOver);
        input.tests().accept(new TestEvent.CleanupFailed(file, leftOver));
      }
      state.session().forget();
    }
    return leftOvers;
  }

  /// Destroys by the configuration that was applied last. What that leaves, since it knows nothing
  /// of a provider that an earlier one had, is left to the earlier ones.
  private @Nullable LeftOver destroy(TestState state) throws InterruptedException {
    if (state.isEmpty()) {
      return null;
    }
    List<Diagnostic> first = null;
    for (PreparedRun prepared : state.applied().reversed()) {
      input.tests().accept(new TestEvent.RunTeardownStarted(file, prepared.run()));
      List<Diagnostic> found = destroy(prepared, state);
      first = first == null ? found : first;
      if (state.isEmpty()) {
        return null;
      }
    }
    String run = state.applied().getLast().run().name();
    return new LeftOver(run, state.state(), first == null ? List.of() : first);
  }

  private static List<Diagnostic> destroy(PreparedRun prepared, TestState state)
      throws InterruptedException {
    // It would be worse to leave things behind than to make the user wait.
    Plan plan =
        prepared.plan(state.state(), PlanOptions.NORMAL.withMode(PlanMode.DESTROY), () -> false);
    if (plan.hasErrors()) {
      return plan.diagnostics();
    }
    RunResult result = prepared.apply(plan, state.session(), () -> false);
    return result.diagnostics();
  }
}
