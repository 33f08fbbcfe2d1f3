package dev.holdfast.engine.backend;

import dev.holdfast.hcl.value.ObjectValue;

/// Which backend a folder works with: what `init` writes down. May hold secrets.
///
/// @param type such as `pg`
/// @param arguments with those that came from the command line
/// @param checksum of the block as it is written, so that a change of it is noticed
public record BackendRecord(String type, ObjectValue arguments, long checksum) {

  /// Whether both lead to the same place, whatever was written to get there.
  boolean samePlace(BackendRecord other) {
    return type.equals(other.type) && arguments.equals(other.arguments);
  }
}
