package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.TestRun;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a run came out.
///
/// @param diagnostics without those that the run expects
/// @param startedAt null when it was skipped
/// @param configuration what was run, with the providers of the test; null when it did not come to
///   that
/// @param plan what was planned, or null when it did not come to that
/// @param state what there was after an apply, or null when it did not come to that
public record RunOutcome(
    TestRun run,
    TestStatus status,
    List<Diagnostic> diagnostics,
    @Nullable Instant startedAt,
    Duration elapsed,
    @Nullable Configuration configuration,
    @Nullable Plan plan,
    @Nullable State state) {

  public RunOutcome {
    diagnostics = List.copyOf(diagnostics);
  }

  static RunOutcome skipped(TestRun run) {
    return new RunOutcome(run, TestStatus.SKIP, List.of(), null, Duration.ZERO, null, null, null);
  }
}
