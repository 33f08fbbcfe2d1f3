package dev.holdfast.engine.backend;

import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.value.ObjectValue;

/// A kind of backend, such as `pg`.
public interface BackendType {

  /// The label of its block.
  String name();

  /// The arguments of its block. None is required here, since an argument may come from the command
  /// line or the environment instead: [#open] says what is missing.
  Block schema();

  /// The backend with these arguments.
  ///
  /// @param arguments all that the schema has, null where nothing was given
  /// @throws StateUnavailableException if an argument is missing or wrong; nothing is connected yet
  Backend open(ObjectValue arguments, BackendEnvironment environment)
      throws StateUnavailableException;
}
