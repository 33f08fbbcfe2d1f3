package dev.holdfast.cli.arguments;

import java.util.List;
import java.util.Optional;

/// A whole command line, split at the name of the command.
///
/// @param path the command that was named, or the group or the program where the words end
/// @param words what stands after the command's name, with the environment's arguments in front
/// @param folder the folder of `-chdir`
/// @param request what was asked for beside running the command
public record CommandLine(
    CommandPath path, List<String> words, Optional<String> folder, Request request) {

  /// What a command line asks for.
  public enum Request {
    RUN,
    HELP,
    VERSION
  }

  public CommandLine {
    words = List.copyOf(words);
  }
}
