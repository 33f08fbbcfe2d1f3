package dev.holdfast.engine.evaluation;

/// The thread that waited for a cell was interrupted since the command is being stopped.
public final class CellInterruptedException extends RuntimeException {
  CellInterruptedException(String label) {
    super("interrupted while waiting for " + label);
  }
}
