package dev.holdfast.cli.command.lab;

import dev.holdfast.cli.command.Command;
import java.util.List;

/// All commands of the group `lab`.
public final class LabCommands {
  private LabCommands() {}

  public static List<Command> all() {
    return List.of(
        new LabListCommand(),
        new LabExecCommand(),
        new LabShellCommand(),
        new LabDoctorCommand(),
        new LabDestroyCommand());
  }
}
