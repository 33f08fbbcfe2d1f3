package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.completion.Shell;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `completion`: prints what a shell reads to complete the command lines of the program.
public final class CompletionCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "completion",
          "Print the completion of a shell: bash, zsh or fish",
          """
          Prints a script that completes commands, flags, files, addresses and workspaces.

          bash: put `source <(holdfast completion bash)` into ~/.bashrc.

          zsh: put `source <(holdfast completion zsh)` into ~/.zshrc, after compinit.

          fish: holdfast completion fish >~/.config/fish/completions/holdfast.fish\
          """,
          List.of(),
          Positionals.one("SHELL"));

  private final Supplier<CommandDeclaration> program;

  /// @param program all there is to complete
  public CompletionCommand(Supplier<CommandDeclaration> program) {
    this.program = program;
  }

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    String name = invocation.arguments().positional(0).orElse("");
    Optional<Shell> shell = Shell.named(name);
    if (shell.isEmpty()) {
      invocation.report(
          List.of(
              Diagnostic.error(
                  "Unknown shell",
                  "There is a completion for bash, zsh and fish, and none for \"%s\"."
                      .formatted(name))));
      return Invocation.FAILED;
    }
    invocation.out().print(shell.get().script(program.get()));
    return 0;
  }
}
