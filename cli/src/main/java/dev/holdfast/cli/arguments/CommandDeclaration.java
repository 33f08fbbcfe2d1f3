package dev.holdfast.cli.arguments;

import java.util.List;
import java.util.Optional;

/// A command as the user sees it: its name, its flags, its arguments and its help.
///
/// ```
/// new CommandDeclaration("show", "Show the state or a plan", "…", List.of(JSON), optional("[FILE]"))
/// ```
///
/// @param name the last word of the command, such as `list` in `state list`
/// @param summary one line without a full stop, for lists of commands
/// @param description paragraphs for the command's own help
/// @param subcommands empty unless the command is a group, such as `state`
/// @param alone whether the name alone, without a subcommand, does something
public record CommandDeclaration(
    String name,
    String summary,
    String description,
    List<Flag> flags,
    Positionals positionals,
    List<CommandDeclaration> subcommands,
    boolean alone) {

  public CommandDeclaration {
    flags = List.copyOf(flags);
    subcommands = List.copyOf(subcommands);
  }

  /// A command that does something.
  public CommandDeclaration(
      String name, String summary, String description, List<Flag> flags, Positionals positionals) {
    this(name, summary, description, flags, positionals, List.of(), true);
  }

  /// A group of commands.
  public static CommandDeclaration group(
      String name, String summary, String description, List<CommandDeclaration> subcommands) {
    return new CommandDeclaration(
        name, summary, description, List.of(), Positionals.NONE, subcommands, false);
  }

  /// The same command, which also groups others: `providers` and `providers schema`.
  public CommandDeclaration with(List<CommandDeclaration> newSubcommands) {
    return new CommandDeclaration(
        name, summary, description, flags, positionals, newSubcommands, alone);
  }

  public boolean isGroup() {
    return !subcommands.isEmpty();
  }

  public Optional<CommandDeclaration> subcommand(String word) {
    return subcommands.stream().filter(command -> command.name().equals(word)).findFirst();
  }

  Optional<Flag> flag(String word) {
    return flags.stream().filter(flag -> flag.name().equals(word)).findFirst();
  }
}
