package dev.holdfast.cli.arguments;

import java.util.List;
import java.util.Optional;

/// The arguments of one command, read by its [CommandDeclaration].
///
/// @param occurrences every flag that was given with its value, in order; a switch has `true` or
///   `false`
/// @param positionals the arguments that are not flags, in order
public record Arguments(List<Occurrence> occurrences, List<String> positionals) {

  /// One use of a flag.
  public record Occurrence(Flag flag, String value) {}

  public Arguments {
    occurrences = List.copyOf(occurrences);
    positionals = List.copyOf(positionals);
  }

  /// Whether a switch is on; `fallback` when it was not given.
  public boolean isOn(Flag flag, boolean fallback) {
    return text(flag).map(Boolean::parseBoolean).orElse(fallback);
  }

  /// Whether a switch was given, and not as `-name=false`.
  public boolean isOn(Flag flag) {
    return isOn(flag, false);
  }

  /// The last value that was given.
  public Optional<String> text(Flag flag) {
    List<String> all = all(flag);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /// The last number that was given, or `fallback`.
  public int number(Flag flag, int fallback) {
    return text(flag).map(Integer::parseInt).orElse(fallback);
  }

  /// Every value that was given, in order.
  public List<String> all(Flag flag) {
    return occurrences.stream()
        .filter(occurrence -> occurrence.flag().name().equals(flag.name()))
        .map(Occurrence::value)
        .toList();
  }

  public Optional<String> positional(int index) {
    return index < positionals.size() ? Optional.of(positionals.get(index)) : Optional.empty();
  }

  /// The same without the last positional argument.
  public Arguments withoutLastPositional() {
    return new Arguments(occurrences, positionals.subList(0, positionals.size() - 1));
  }
}
