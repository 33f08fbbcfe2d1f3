package dev.holdfast.cli.command;

import java.util.List;

/// The commands that need no group: they work with the project in a folder, or with no project at
/// all.
public final class ProjectCommands {
  private ProjectCommands() {}

  /// In the order in which the help lists them.
  public static List<Command> all() {
    return List.of(
        new InitCommand(),
        new ValidateCommand(),
        new PlanCommand(),
        ApplyCommand.apply(),
        ApplyCommand.destroy(),
        new ConsoleCommand(),
        new FmtCommand(),
        new ForceUnlockCommand(),
        new GetCommand(),
        new GraphCommand(),
        new LoginCommand(),
        new LogoutCommand(),
        new OutputCommand(),
        new ImportCommand(),
        new RefreshCommand(),
        new ShowCommand(),
        TaintCommand.taint(),
        TaintCommand.untaint(),
        new TestCommand(),
        new VersionCommand());
  }
}
