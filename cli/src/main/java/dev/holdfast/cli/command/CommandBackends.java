package dev.holdfast.cli.command;

import dev.holdfast.backends.BackendCatalogue;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.backend.BackendTypes;
import dev.holdfast.engine.state.StateCodec;
import dev.holdfast.engine.state.StoreSettings;
import java.nio.file.Path;

/// The backends that commands can work with.
final class CommandBackends {
  static final BackendTypes TYPES = new BackendTypes(BackendCatalogue.types());

  private CommandBackends() {}

  /// What backends may look at.
  ///
  /// @param folder of the configuration
  /// @param codec how states lie there
  static BackendEnvironment environment(Path folder, World world, StateCodec codec) {
    return new BackendEnvironment(
        folder,
        world.environment(),
        new StoreSettings(ProgramVersion.current(), world.clock(), world.random(), codec));
  }
}
