package dev.holdfast.cli.command;

import java.util.List;

/// All commands of the group `state`.
public final class StateCommands {
  private StateCommands() {}

  /// In the order in which the help lists them.
  public static List<Command> all() {
    return List.of(
        new StateListCommand(),
        new StateMoveCommand(),
        new StatePullCommand(),
        new StatePushCommand(),
        new StateReplaceProviderCommand(),
        new StateRemoveCommand(),
        new StateShowCommand());
  }
}
