package dev.holdfast.cli.render.difference;

import dev.holdfast.cli.render.difference.Difference.Leaf;
import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.hcl.format.QuotedText;
import dev.holdfast.hcl.value.BooleanValue;
import dev.holdfast.hcl.value.NumberValue;
import dev.holdfast.hcl.value.StringValue;
import dev.holdfast.hcl.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes strings, numbers, booleans and nulls. Strings of several lines are written line by line,
/// and strings that hold JSON as the structure they hold.
final class LeafText {
  private static final int INDENT = 4;

  private LeafText() {}

  static String of(Leaf leaf, int level, TextOptions options) {
    if (isText(leaf.before()) || isText(leaf.after())) {
      Optional<String> written = structured(leaf, level, options);
      if (written.isPresent()) {
        return written.get();
      }
    }
    String forces = forces(leaf.forcesReplacement(), options);
    return switch (leaf.change()) {
      case NONE, CREATE -> simple(leaf.after()) + forces;
      case DELETE -> simple(leaf.before()) + toNull(leaf, options) + forces;
      case UPDATE ->
          simple(leaf.before())
              + " "
              + options.palette().yellow("->")
              + " "
              + simple(leaf.after())
              + forces;
    };
  }

  /// A text of several lines or of JSON; empty if it is neither before nor after.
  private static Optional<String> structured(Leaf leaf, int level, TextOptions options) {
    Value jsonBefore = JsonText.parse(leaf.before());
    Value jsonAfter = JsonText.parse(leaf.after());
    if (jsonBefore != null || jsonAfter != null) {
      boolean one =
          (jsonBefore == null && isPresent(leaf.before()))
              || (jsonAfter == null && isPresent(leaf.after()));
      return Optional.of(
          one
              ? jsonAndOther(leaf, level, options)
              : json(leaf, jsonBefore, jsonAfter, level, options));
    }
    if (hasLines(leaf.before()) || hasLines(leaf.after())) {
      return Optional.of(lines(leaf, level, options));
    }
    return Optional.empty();
  }

  private static String jsonAndOther(Leaf leaf, int level, TextOptions options) {
    Leaf before = new Leaf(Change.DELETE, false, leaf.before(), null);
    Leaf after = new Leaf(Change.CREATE, leaf.forcesReplacement(), null, leaf.after());
    return of(before, level, options.sayingNull(false))
        + " "
        + options.palette().yellow("->")
        + " "
        + of(after, level, options);
  }

  private static String json(
      Leaf leaf, @Nullable Value before, @Nullable Value after, int level, TextOptions options) {
    Difference difference = ValueComparison.dynamic(before, after, ReplacementPaths.NONE);
    boolean onlyLayout = leaf.change() == Change.UPDATE && difference.change() == Change.NONE;
    TextOptions inner = onlyLayout ? options.showingUnchanged() : options;
    String written = DifferenceText.of(difference, level + 1, inner.sayingNull(false));
    String forces = onlyLayout ? "" : forces(leaf.forcesReplacement(), options);
    String layout = "";
    if (onlyLayout) {
      layout =
          leaf.forcesReplacement()
              ? " # whitespace changes force replacement"
              : " # whitespace changes";
    }
    if (written.indexOf('\n') < 0) {
      return "jsonencode(" + written + ")" + layout + forces + toNull(leaf, options);
    }
    Change symbol = difference.change() == Change.UPDATE ? Change.UPDATE : Change.NONE;
    return "jsonencode("
        + layout
        + "\n"
        + lineStart(symbol, level + 1, options)
        + written
        + forces
        + "\n"
        + lineStart(Change.NONE, level, options)
        + ")"
        + toNull(leaf, options);
  }

  private static String lines(Leaf leaf, int level, TextOptions options) {
    StringBuilder text = new StringBuilder("<<-EOT");
    text.append(forces(leaf.forcesReplacement(), options)).append('\n');
    for (LineDiff.Line line : LineDiff.of(content(leaf.before()), content(leaf.after()))) {
      Change change = leaf.change() == Change.UPDATE ? line.change() : Change.NONE;
      text.append(lineStart(change, level + 1, options))
          .append(
              line.isNote()
                  ? options.palette().dim(line.text())
                  : ControlSequences.strip(line.text()))
          .append('\n');
    }
    return text.append(lineStart(Change.NONE, level, options))
        .append("EOT")
        .append(toNull(leaf, options))
        .toString();
  }

  /// The text of a string, null where there is none.
  private static @Nullable String content(@Nullable Value value) {
    return switch (value) {
      case StringValue string -> string.value();
      case null -> null;
      default -> value.isNull() ? null : simple(value);
    };
  }

  private static boolean isText(@Nullable Value value) {
    return value instanceof StringValue;
  }

  private static boolean isPresent(@Nullable Value value) {
    return value != null && !value.isNull();
  }

  private static boolean hasLines(@Nullable Value value) {
    return value instanceof StringValue string && string.value().indexOf('\n') >= 0;
  }

  private static String simple(@Nullable Value value) {
    return switch (value) {
      case StringValue string -> QuotedText.of(string.value());
      case NumberValue number -> number.value().toString();
      case BooleanValue bool -> String.valueOf(bool.value());
      case null, default -> "null";
    };
  }

  static String lineStart(Change change, int level, TextOptions options) {
    String indent = " ".repeat(level * INDENT);
    return options.showsSymbols()
        ? indent + DifferenceText.symbol(change, options.palette())
        : indent;
  }

  static String forces(boolean forcesReplacement, TextOptions options) {
    return forcesReplacement ? " " + options.palette().red("# forces replacement") : "";
  }

  private static String toNull(Leaf leaf, TextOptions options) {
    return leaf.change() == Change.DELETE && options.saysNull()
        ? " " + options.palette().yellow("->") + " null"
        : "";
  }
}
