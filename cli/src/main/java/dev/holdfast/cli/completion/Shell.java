package dev.holdfast.cli.completion;

import dev.holdfast.cli.arguments.CommandDeclaration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A shell that can complete our command lines.
public enum Shell {
  BASH("bash"),
  ZSH("zsh"),
  FISH("fish");

  private final String program;

  Shell(String program) {
    this.program = program;
  }

  /// As the user names it.
  public String program() {
    return program;
  }

  public static Optional<Shell> named(String program) {
    return Arrays.stream(values()).filter(shell -> shell.program.equals(program)).findFirst();
  }

  /// The text that the shell reads to complete the commands of a program. Nothing in it starts the
  /// program, but for addresses of the state and names of workspaces.
  public String script(CommandDeclaration program) {
    List<Candidates> candidates = Candidates.of(program);
    return switch (this) {
      case BASH -> BashCompletion.script(program.name(), candidates);
      case ZSH -> ZshCompletion.script(program.name(), candidates);
      case FISH -> FishCompletion.script(program.name(), candidates);
    };
  }
}
