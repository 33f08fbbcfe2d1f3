package dev.holdfast.engine.change;

/// What happens to one object.
public enum Action {
  NO_OP,
  CREATE,
  /// A data source that can only be read while applying.
  READ,
  UPDATE,
  DELETE,
  DELETE_THEN_CREATE,
  CREATE_THEN_DELETE,
  /// Removed from the state, left alone in the world.
  FORGET,
  FORGET_THEN_CREATE;

  public boolean isReplace() {
    return this == DELETE_THEN_CREATE || this == CREATE_THEN_DELETE || this == FORGET_THEN_CREATE;
  }
}
