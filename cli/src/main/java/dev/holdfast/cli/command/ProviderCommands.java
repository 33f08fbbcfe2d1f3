package dev.holdfast.cli.command;

import java.util.List;

/// All commands of the group `providers`.
public final class ProviderCommands {
  private ProviderCommands() {}

  /// In the order in which the help lists them.
  public static List<Command> all() {
    return List.of(
        new ProvidersLockCommand(), new ProvidersMirrorCommand(), new ProvidersSchemaCommand());
  }
}
