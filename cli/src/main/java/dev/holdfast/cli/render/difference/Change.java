package dev.holdfast.cli.render.difference;

/// What happens to one part of a value.
public enum Change {
  NONE,
  CREATE,
  UPDATE,
  DELETE
}
