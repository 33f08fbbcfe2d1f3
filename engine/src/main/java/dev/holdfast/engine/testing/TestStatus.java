package dev.holdfast.engine.testing;

/// How a run, a file or a suite came out; of several the last in this order counts.
public enum TestStatus {
  PENDING,
  SKIP,
  PASS,
  /// Something did not hold that a test says.
  FAIL,
  /// Something went wrong, so that the tests could not tell.
  ERROR;

  /// What two come to together.
  public TestStatus and(TestStatus other) {
    return other.compareTo(this) > 0 ? other : this;
  }

  /// Whether it is as it should be not.
  public boolean isBad() {
    return this == FAIL || this == ERROR;
  }
}
