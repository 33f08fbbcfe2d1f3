package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;

/// One command of the program.
public interface Command {

  /// How the user names it and what flags it takes.
  CommandDeclaration declaration();

  /// Does it.
  ///
  /// @return the exit code of the program: 0 when it did what was asked
  int run(Invocation invocation) throws InterruptedException;
}
