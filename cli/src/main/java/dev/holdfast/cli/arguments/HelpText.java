package dev.holdfast.cli.arguments;

import dev.holdfast.cli.terminal.TextWrap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The text of `-help`, made from declarations.
public final class HelpText {
  private static final int WIDTH = 79;
  private static final int INDENT = 2;

  /// Flags with longer usages have their description on the next line.
  private static final int WIDEST_USAGE = 24;

  private HelpText() {}

  /// The help of a command, a group or the whole program, ending in a line break.
  public static String of(CommandPath path) {
    StringBuilder text = new StringBuilder();
    CommandDeclaration command = path.declaration();
    text.append("Usage: ").append(usage(path)).append("\n\n");
    for (String paragraph : command.description().split("\n\n", -1)) {
      if (!paragraph.isBlank()) {
        appendParagraph(text, paragraph);
        text.append('\n');
      }
    }
    if (command.isGroup()) {
      text.append(path.declarations().size() == 1 ? "Commands:\n" : "Subcommands:\n");
      appendEntries(
          text,
          command.subcommands().stream()
              .map(subcommand -> new Entry(subcommand.name(), subcommand.summary()))
              .toList());
    }
    if (!command.flags().isEmpty()) {
      text.append("Options:\n\n");
      appendEntries(
          text,
          command.flags().stream()
              .sorted(Comparator.comparing(Flag::name))
              .map(flag -> new Entry(flag.usage(), flag.description()))
              .toList());
    }
    if (path.declarations().size() == 1) {
      text.append("\nGlobal options (use these before the command, if any):\n");
      appendEntries(
          text,
          List.of(
              new Entry("-chdir=DIR", "Work in another folder."),
              new Entry("-help", "Show this text, or the help of the command that follows."),
              new Entry("-version", "The same as the command \"version\".")));
    }
    return text.toString();
  }

  private static String usage(CommandPath path) {
    CommandDeclaration command = path.declaration();
    List<String> parts = new ArrayList<>();
    parts.add(path.program());
    parts.add("[global options]");
    if (path.declarations().size() > 1) {
      parts.add(path.words());
    }
    if (command.isGroup()) {
      parts.add(path.declarations().size() == 1 ? "<command>" : "<subcommand>");
      parts.add("[options]");
    } else if (!command.flags().isEmpty()) {
      parts.add("[options]");
    }
    if (!command.positionals().usage().isEmpty()) {
      parts.add(command.positionals().usage());
    }
    return String.join(" ", parts);
  }

  private record Entry(String left, String right) {}

  private static void appendEntries(StringBuilder text, List<Entry> entries) {
    int widest =
        entries.stream()
            .mapToInt(entry -> entry.left().length())
            .filter(width -> width <= WIDEST_USAGE)
            .max()
            .orElse(0);
    for (Entry entry : entries) {
      List<String> lines = TextWrap.lines(entry.right(), WIDTH - INDENT - widest - 2);
      String first = " ".repeat(INDENT) + entry.left();
      boolean beside = entry.left().length() <= widest;
      if (!beside) {
        text.append(first).append('\n');
        first = " ".repeat(INDENT);
      }
      for (int index = 0; index < lines.size(); index++) {
        String left = index == 0 ? first : "";
        text.append(left)
            .append(" ".repeat(INDENT + widest + 2 - left.length()))
            .append(lines.get(index))
            .append('\n');
      }
    }
  }

  /// A paragraph whose lines start with a blank is an example and stays as it is.
  private static void appendParagraph(StringBuilder text, String paragraph) {
    boolean example = paragraph.startsWith(" ");
    List<String> lines =
        example ? paragraph.lines().toList() : TextWrap.lines(paragraph, WIDTH - INDENT);
    lines.forEach(line -> text.append(" ".repeat(INDENT)).append(line).append('\n'));
  }
}
