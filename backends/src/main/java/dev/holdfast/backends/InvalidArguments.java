package dev.holdfast.backends;

import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;

/// Faults in the arguments of a backend.
public final class InvalidArguments {
  private InvalidArguments() {}

  /// An argument is wrong.
  ///
  /// @param detail which, and what to write instead; never a secret
  public static StateUnavailableException because(String backend, String detail) {
    return new StateUnavailableException(
        List.of(
            Diagnostic.error(
                "Invalid backend configuration",
                "The backend \"%s\": %s".formatted(backend, detail))));
  }

  /// An argument is missing.
  ///
  /// @param variable of the environment that can give it instead; empty for none
  public static StateUnavailableException missing(
      String backend, String argument, String variable) {
    return because(
        backend,
        "the argument \"%s\" is missing. Write it into the block, or give it to \"holdfast init\" with -backend-config=%s=VALUE%s."
            .formatted(
                argument,
                argument,
                variable.isEmpty() ? "" : ", or set the environment variable " + variable));
  }
}
