package dev.holdfast.cli.command;

import java.util.List;

/// All commands of the group `workspace`.
public final class WorkspaceCommands {
  private WorkspaceCommands() {}

  /// In the order in which the help lists them.
  public static List<Command> all() {
    return List.of(
        new WorkspaceListCommand(),
        new WorkspaceShowCommand(),
        new WorkspaceNewCommand(),
        new WorkspaceSelectCommand(),
        new WorkspaceDeleteCommand());
  }
}
