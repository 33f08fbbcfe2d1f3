package dev.holdfast.engine.state;

import java.time.Duration;

/// Why a state is being locked.
///
/// @param operation such as `apply` or `plan`; shown to whoever must wait
/// @param info anything else worth telling them; may be empty
/// @param patience how long to try before giving up; zero to try once
public record LockRequest(String operation, String info, Duration patience) {

  public static LockRequest of(String operation) {
    return new LockRequest(operation, "", Duration.ZERO);
  }
}
