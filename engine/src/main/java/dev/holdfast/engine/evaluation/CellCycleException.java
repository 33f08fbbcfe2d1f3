package dev.holdfast.engine.evaluation;

import java.util.List;

/// Something is needed to compute itself. Cycles are found from references before anything runs;
/// this is the safety net behind that check.
public final class CellCycleException extends RuntimeException {
  private final transient List<String> chain;

  CellCycleException(List<String> chain) {
    super("cycle: " + String.join(" -> ", chain));
    this.chain = List.copyOf(chain);
  }

  /// The names along the cycle; the first is also the last.
  public List<String> chain() {
    return chain;
  }
}
