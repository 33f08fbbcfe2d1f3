package dev.holdfast.cli.arguments;

import dev.holdfast.cli.arguments.CommandLine.Request;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the command in a command line: `holdfast [-chdir=DIR] [-help] [-version] state list …`.
///
/// The environment adds arguments as for Terraform: those in `TF_CLI_ARGS` stand behind every
/// command's name, then those in `TF_CLI_ARGS_state_list` behind that command's, then those typed.
public final class CommandLineParser {
  private static final String ENVIRONMENT_PREFIX = "TF_CLI_ARGS";
  private static final Set<String> HELP = Set.of("-help", "--help", "-h");

  private static final Set<String> VERSION = Set.of("-version", "--version", "-v");

  private CommandLineParser() {}

  /// Whether a word asks for help in so many words.
  public static boolean asksForHelp(String word) {
    return HELP.contains(word);
  }

  /// Finds the command and collects its arguments.
  ///
  /// @param program the program, with its commands as subcommands
  /// @param diagnostics gets an error for an unknown command, an unknown global flag and for
  ///   arguments in the environment that are not well quoted
  public static CommandLine parse(
      CommandDeclaration program,
      List<String> words,
      Map<String, String> environment,
      Diagnostics diagnostics) {
    CommandPath path = new CommandPath(List.of(program));
    Optional<String> folder = Optional.empty();
    Request request = Request.RUN;
    int index = 0;
    for (; index < words.size(); index++) {
      String word = words.get(index);
      if (!word.startsWith("-")) {
        break;
      }
      if (HELP.contains(word)) {
        request = Request.HELP;
      } else if (VERSION.contains(word)) {
        request = Request.VERSION;
      } else if (word.startsWith("-chdir=") && word.length() > "-chdir=".length()) {
        folder = Optional.of(word.substring("-chdir=".length()));
      } else {
        unknownGlobalFlag(program, word, diagnostics);
      }
    }
    while (path.declaration().isGroup() && index < words.size()) {
      String word = words.get(index);
      if (HELP.contains(word)) {
        return new CommandLine(path, List.of(), folder, Request.HELP);
      }
      Optional<CommandDeclaration> next = path.declaration().subcommand(word);
      if (next.isEmpty() && path.declaration().alone()) {
        break;
      }
      if (next.isEmpty()) {
        unknownCommand(path, word, diagnostics);
        return new CommandLine(path, List.of(), folder, request);
      }
      path = path.then(next.get());
      index++;
    }
    if (!path.declaration().alone()) {
      return new CommandLine(
          path, List.of(), folder, request == Request.VERSION ? request : Request.HELP);
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(fromEnvironment(ENVIRONMENT_PREFIX, environment, diagnostics));
    String suffix = path.words().replace(' ', '_').replace('-', '_').toLowerCase(Locale.ROOT);
    arguments.addAll(fromEnvironment(ENVIRONMENT_PREFIX + "_" + suffix, environment, diagnostics));
    arguments.addAll(words.subList(index, words.size()));
    if (asksForHelp(path, arguments)) {
      request = Request.HELP;
    }
    return new CommandLine(path, arguments, folder, request);
  }

  /// Whether a help flag stands before the words that a command only hands on.
  private static boolean asksForHelp(CommandPath path, List<String> arguments) {
    boolean endOnPositional = path.declaration().positionals().endFlags();
    for (String argument : arguments) {
      if (argument.equals("--") || (endOnPositional && !argument.startsWith("-"))) {
        return false;
      }
      if (HELP.contains(argument)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> fromEnvironment(
      String variable, Map<String, String> environment, Diagnostics diagnostics) {
    try {
      return ShellWords.split(environment.getOrDefault(variable, ""));
    } catch (UnbalancedQuoteException e) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid arguments in the environment",
              "The variable "
                  + variable
                  + " has a quote that is never closed: correct or unset it."));
      return List.of();
    }
  }

  private static void unknownCommand(CommandPath group, String word, Diagnostics diagnostics) {
    List<String> names =
        group.declaration().subcommands().stream().map(CommandDeclaration::name).toList();
    String suggestion =
        Suggestion.of(word, names).map(close -> " Did you mean \"" + close + "\"?").orElse("");
    diagnostics.add(
        Diagnostic.error(
            "Unknown command",
            "There is no command \""
                + (group.declarations().size() == 1 ? word : group.words() + " " + word)
                + "\"."
                + suggestion
                + "\n\nFor all commands, run: "
                + group.helpCommand()));
  }

  private static void unknownGlobalFlag(
      CommandDeclaration program, String word, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.error(
            "Unknown global flag",
            "Before the command's name stand only -chdir=DIR, -help and -version, not "
                + word
                + ". Flags of a command stand behind its name.\n\nFor all commands, run: "
                + program.name()
                + " -help"));
  }
}
