package dev.holdfast.cli.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A command with the groups that it is in: `state`, `list`.
///
/// @param declarations from the program itself inwards; never empty
public record CommandPath(List<CommandDeclaration> declarations) {

  public CommandPath {
    declarations = List.copyOf(declarations);
    if (declarations.isEmpty()) {
      throw new IllegalArgumentException("a path starts at the program");
    }
  }

  public CommandDeclaration declaration() {
    return declarations.getLast();
  }

  public CommandPath then(CommandDeclaration subcommand) {
    List<CommandDeclaration> longer = new ArrayList<>(declarations);
    longer.add(subcommand);
    return new CommandPath(longer);
  }

  /// The words without the program's name: `state list`; the program's name when there are none.
  public String words() {
    return declarations.size() == 1
        ? declaration().name()
        : declarations.stream()
            .skip(1)
            .map(CommandDeclaration::name)
            .collect(Collectors.joining(" "));
  }

  public String program() {
    return declarations.getFirst().name();
  }

  String helpCommand() {
    return declarations.size() == 1 ? program() + " -help" : program() + " " + words() + " -help";
  }
}
