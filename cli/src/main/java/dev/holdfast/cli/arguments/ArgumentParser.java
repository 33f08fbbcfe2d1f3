package dev.holdfast.cli.arguments;

import dev.holdfast.cli.arguments.Arguments.Occurrence;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the arguments of one command. Linear in their number.
///
/// Flags may stand before, between and after other arguments; `--` ends them. All faults are
/// reported, not only the first.
public final class ArgumentParser {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,9}");

  private final CommandPath command;
  private final List<Occurrence> occurrences = new ArrayList<>();
  private final List<String> positionals = new ArrayList<>();
  private final Diagnostics diagnostics;

  private ArgumentParser(CommandPath command, Diagnostics diagnostics) {
    this.command = command;
    this.diagnostics = diagnostics;
  }

  /// Reads what stands after the command's name.
  ///
  /// @param diagnostics gets an error for an unknown flag, a value that is missing, not wanted or
  ///   not of the right kind, and for too few or too many arguments
  public static Arguments parse(CommandPath command, List<String> words, Diagnostics diagnostics) {
    ArgumentParser parser = new ArgumentParser(command, diagnostics);
    parser.read(words);
    parser.checkPositionals();
    return new Arguments(parser.occurrences, parser.positionals);
  }

  private void read(List<String> words) {
    boolean endOnPositional = command.declaration().positionals().endFlags();
    for (int index = 0; index < words.size(); index++) {
      String word = words.get(index);
      if (word.equals("--")) {
        positionals.addAll(words.subList(index + 1, words.size()));
        return;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        positionals.add(word);
        if (endOnPositional) {
          List<String> rest = words.subList(index + 1, words.size());
          positionals.addAll(
              !rest.isEmpty() && rest.getFirst().equals("--")
                  ? rest.subList(1, rest.size())
                  : rest);
          return;
        }
        continue;
      }
      index = readFlag(words, index);
    }
  }

  /// Reads the flag at `index` and gives the index of the last word that belongs to it.
  private int readFlag(List<String> words, int index) {
    String word = words.get(index);
    String text = word.substring(word.startsWith("--") ? 2 : 1);
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    Optional<Flag> found = command.declaration().flag(name);
    if (found.isEmpty()) {
      unknownFlag(name);
      return index;
    }
    Flag flag = found.get();
    if (equals >= 0) {
      add(flag, text.substring(equals + 1));
    } else if (!flag.takesValue()) {
      add(flag, "true");
    } else if (index + 1 < words.size()) {
      add(flag, words.get(index + 1));
      return index + 1;
    } else {
      fault("Missing value", "The flag -" + name + " needs a value: " + flag.usage() + ".");
    }
    return index;
  }

  private void add(Flag flag, String value) {
    switch (flag.kind()) {
      case SWITCH -> {
        Optional<Boolean> on = truth(value);
        if (on.isPresent()) {
          occurrences.add(new Occurrence(flag, on.get().toString()));
        } else {
          fault(
              "Invalid value for a flag",
              "The flag -" + flag.name() + " is on or off: true or false, not \"" + value + "\".");
        }
      }
      case NUMBER -> {
        if (WHOLE_NUMBER.matcher(value).matches()) {
          occurrences.add(new Occurrence(flag, value));
        } else {
          fault(
              "Invalid value for a flag",
              "The flag -" + flag.name() + " takes a whole number, not \"" + value + "\".");
        }
      }
      case TEXT, REPEATED -> occurrences.add(new Occurrence(flag, value));
    }
  }

  /// The words that Go's `strconv.ParseBool` takes.
  private static Optional<Boolean> truth(String value) {
    return switch (value) {
      case "1", "t", "T", "true", "TRUE", "True" -> Optional.of(true);
      case "0", "f", "F", "false", "FALSE", "False" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private void unknownFlag(String name) {
    Optional<String> refused = RefusedFlags.reason(command.declaration().name(), name);
    if (refused.isPresent()) {
      fault(
          "Unsupported flag",
          "The command \"%s\" does not take the flag -%s of Terraform and OpenTofu. %s"
              .formatted(command.words(), name, refused.get()));
      return;
    }
    List<String> names = command.declaration().flags().stream().map(Flag::name).toList();
    String suggestion =
        Suggestion.of(name, names).map(close -> " Did you mean -" + close + "?").orElse("");
    fault(
        "Unknown flag",
        "The command \"" + command.words() + "\" has no flag -" + name + "." + suggestion);
  }

  private void checkPositionals() {
    Positionals wanted = command.declaration().positionals();
    if (positionals.size() < wanted.minimum()) {
      fault(
          "Too few command line arguments",
          "Expected: " + command.words() + " " + wanted.usage() + ".");
    } else if (positionals.size() > wanted.maximum()) {
      String expected =
          wanted.maximum() == 0
              ? "takes no arguments beside flags"
              : "takes at most " + wanted.maximum() + ": " + wanted.usage();
      fault(
          "Too many command line arguments",
          "The command \""
              + command.words()
              + "\" "
              + expected
              + ", but was given "
              + String.join(" ", positionals)
              + ".");
    }
  }

  private void fault(String summary, String detail) {
    diagnostics.add(
        Diagnostic.error(
            summary, detail + "\n\nFor its flags and arguments, run: " + command.helpCommand()));
  }
}
