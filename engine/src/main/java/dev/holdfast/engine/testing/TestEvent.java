package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.config.TestRun;
import java.util.List;

/// One thing that happened while tests run. All of one file come in order.
public sealed interface TestEvent {

  /// The files that are going to be run.
  record SuiteStarted(List<TestFile> files) implements TestEvent {}

  record FileStarted(TestFile file) implements TestEvent {}

  record RunStarted(TestFile file, TestRun run) implements TestEvent {}

  record RunEnded(TestFile file, RunOutcome outcome) implements TestEvent {}

  /// All runs of a file are done, and what they made is about to be destroyed.
  record TeardownStarted(TestFile file) implements TestEvent {}

  /// What a run made last is about to be destroyed.
  record RunTeardownStarted(TestFile file, TestRun run) implements TestEvent {}

  record FileEnded(FileOutcome outcome) implements TestEvent {}

  /// Something could not be destroyed.
  record CleanupFailed(TestFile file, LeftOver leftOver) implements TestEvent {}

  record SuiteEnded(SuiteOutcome outcome) implements TestEvent {}
}
