package dev.holdfast.cli.completion;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What may follow one command.
///
/// @param path the words of the command with spaces between them; empty for the program itself
/// @param commands the names of its subcommands, with their summaries
/// @param flags as they are typed, `-json` or `-out=`, with their descriptions
/// @param arguments what its arguments are
record Candidates(String path, List<Word> commands, List<Word> flags, Kind arguments) {

  /// A word with what it means, in one line.
  record Word(String text, String meaning, Kind value) {}

  /// What a value stands for, as far as a shell can look it up.
  enum Kind {
    ANYTHING,
    FILE,
    DIRECTORY,
    /// An address in the state.
    ADDRESS,
    WORKSPACE;

    /// By the placeholder of a flag or the usage of arguments.
    static Kind of(String usage) {
      if (usage.contains("ADDRESS")) {
        return ADDRESS;
      }
      if (usage.contains("WORKSPACE")) {
        return WORKSPACE;
      }
      if (usage.contains("FILE") || usage.contains("PLAN")) {
        return FILE;
      }
      return usage.contains("DIR") ? DIRECTORY : ANYTHING;
    }
  }

  /// For the program and all its commands, however deep.
  static List<Candidates> of(CommandDeclaration program) {
    List<Candidates> all = new ArrayList<>();
    List<Word> global =
        List.of(
            new Word("-chdir=", "Work in another folder.", Kind.DIRECTORY),
            new Word("-help", "Show help.", Kind.ANYTHING),
            new Word("-version", "Show the version.", Kind.ANYTHING));
    all.add(new Candidates("", commands(program), global, Kind.ANYTHING));
    program.subcommands().forEach(command -> add(command, "", all));
    return all;
  }

  private static void add(CommandDeclaration command, String parent, List<Candidates> all) {
    String path = (parent + " " + command.name()).strip();
    List<Word> flags =
        command.flags().stream()
            .sorted(Comparator.comparing(Flag::name))
            .map(flag ->
                new Word(
                    "-" + flag.name() + (flag.placeholder().isEmpty() ? "" : "="),
                    flag.description(),
                    Kind.of(flag.placeholder())))
            .toList();
    all.add(new Candidates(path, commands(command), flags, Kind.of(command.positionals().usage())));
    command.subcommands().forEach(subcommand -> add(subcommand, path, all));
  }

  private static List<Word> commands(CommandDeclaration group) {
    return group.subcommands().stream()
        .map(command -> new Word(command.name(), command.summary(), Kind.ANYTHING))
        .toList();
  }
}
