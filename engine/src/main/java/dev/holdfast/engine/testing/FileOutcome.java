package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.TestFile;
import java.util.List;

/// How a test file came out.
///
/// @param leftOvers what could not be destroyed; empty when all is well
public record FileOutcome(
    TestFile file, TestStatus status, List<RunOutcome> runs, List<LeftOver> leftOvers) {
  public FileOutcome {
    runs = List.copyOf(runs);
    leftOvers = List.copyOf(leftOvers);
  }
}
