package dev.holdfast.engine.testing;

import java.util.List;

/// How all test files came out.
public record SuiteOutcome(List<FileOutcome> files) {
  public SuiteOutcome {
    files = List.copyOf(files);
  }

  /// What all files come to together; pending where there are none.
  public TestStatus status() {
    TestStatus status = TestStatus.PENDING;
    for (FileOutcome file : files) {
      status = status.and(file.status());
    }
    return status;
  }

  /// Whether something was made that could not be destroyed.
  public boolean leavesObjects() {
    return files.stream().anyMatch(file -> !file.leftOvers().isEmpty());
  }

  /// How many runs came out so.
  public long count(TestStatus status) {
    return files.stream()
        .flatMap(file -> file.runs().stream())
        .filter(run -> run.status() == status)
        .count();
  }
}
