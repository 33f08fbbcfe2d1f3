package dev.holdfast.engine.state;

import java.util.List;

/// What the conditions of one part of the configuration came to in the last run.
///
/// @param kind `resource`, `output`, `check` or `var`; other words come from newer versions and are
///   kept
/// @param address of the part in the configuration, such as `check.health`
/// @param objects the instances of the part
public record CheckResult(String kind, String address, Status status, List<CheckedObject> objects) {

  /// How a check ended. A worse one of several wins.
  public enum Status {
    PASS,
    FAIL,
    ERROR,
    UNKNOWN
  }

  /// One instance of the checked part.
  ///
  /// @param failureMessages what the failed conditions say
  public record CheckedObject(String address, Status status, List<String> failureMessages) {
    public CheckedObject {
      failureMessages = List.copyOf(failureMessages);
    }
  }

  public CheckResult {
    objects = List.copyOf(objects);
  }
}
