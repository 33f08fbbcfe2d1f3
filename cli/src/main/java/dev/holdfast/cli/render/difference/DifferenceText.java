package dev.holdfast.cli.render.difference;

import dev.holdfast.cli.render.difference.Difference.BlockContent;
import dev.holdfast.cli.render.difference.Difference.LabelledBlock;
import dev.holdfast.cli.render.difference.Difference.Leaf;
import dev.holdfast.cli.render.difference.Difference.Mapping;
import dev.holdfast.cli.render.difference.Difference.MappingStyle;
import dev.holdfast.cli.render.difference.Difference.Sensitive;
import dev.holdfast.cli.render.difference.Difference.Sequence;
import dev.holdfast.cli.render.difference.Difference.TypeChange;
import dev.holdfast.cli.render.difference.Difference.Unknown;
import dev.holdfast.cli.render.difference.Difference.WriteOnly;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.hcl.format.QuotedText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// Writes differences in the layout that people know from Terraform's plans:
///
/// ```
///   ~ tags = {
///       + "b" = "2"
///         # (1 unchanged element hidden)
///     }
/// ```
///
/// Every level is indented by four columns, of which a symbol takes those before the text. Linear
/// in the difference.
public final class DifferenceText {
  /// Attributes by which people know an object: shown even when they do not change.
  private static final Set<String> IDENTIFYING = Set.of("id", "name", "tags");

  private static final int INDENT = 4;

  private final StringBuilder text = new StringBuilder();

  private DifferenceText() {}

  /// A difference as it stands behind a name or an equals sign; the first line has no indent.
  ///
  /// @param level how deep what it belongs to is indented
  public static String of(Difference difference, int level, Palette palette) {
    return of(difference, level, new TextOptions(true, false, true, true, palette));
  }

  /// The same with nothing that does not change, so that equal changes of different objects read
  /// the same.
  public static String onlyChanges(Difference difference, int level, Palette palette) {
    return of(difference, level, new TextOptions(false, false, true, true, palette));
  }

  /// The same with whatever does not change written in full.
  public static String inFull(Difference difference, int level, Palette palette) {
    return of(difference, level, new TextOptions(true, true, true, true, palette));
  }

  /// A value as it is, without symbols; for a difference in which nothing changes.
  public static String ofValue(Difference unchanged, int level, Palette palette) {
    return of(unchanged, level, new TextOptions(true, true, true, false, palette));
  }

  static String of(Difference difference, int level, TextOptions options) {
    DifferenceText writer = new DifferenceText();
    writer.append(difference, level, options);
    return writer.text.toString();
  }

  /// The symbol of a change in four columns, such as `" + "`.
  public static String symbol(Change change, Palette palette) {
    return switch (change) {
      case NONE -> "    ";
      case CREATE -> "  " + palette.green("+") + " ";
      case UPDATE -> "  " + palette.yellow("~") + " ";
      case DELETE -> "  " + palette.red("-") + " ";
    };
  }

  /// What must be said above a part beside its value; empty when nothing.
  public static List<String> warnings(Difference difference, Palette palette) {
    if (!(difference instanceof Sensitive sensitive)
        || sensitive.sensitiveBefore() == sensitive.sensitiveAfter()
        || sensitive.change() != Change.UPDATE) {
      return List.of();
    }
    String unchanged = sensitive.valueChanges() ? "" : " The value is unchanged.";
    return sensitive.sensitiveBefore()
        ? List.of(
            "  # "
                + palette.yellow("Warning")
                + ": this attribute value will no longer be marked as sensitive",
            "  # after applying this change." + unchanged)
        : List.of(
            "  # "
                + palette.yellow("Warning")
                + ": this attribute value will be marked as sensitive and will not",
            "  # display in UI output after applying this change." + unchanged);
  }

  private void append(Difference difference, int level, TextOptions options) {
    switch (difference) {
      case Leaf leaf -> text.append(LeafText.of(leaf, level, options));
      case Unknown unknown -> {
        if (unknown.before() != null) {
          append(unknown.before(), level, options.sayingNull(false));
          text.append(' ').append(options.palette().yellow("->")).append(' ');
        }
        text.append("(known after apply)").append(forces(unknown, options));
      }
      case Sensitive sensitive ->
          text.append("(sensitive value)")
              .append(toNull(sensitive, options))
              .append(forces(sensitive, options));
      case WriteOnly writeOnly ->
          text.append("(write-only attribute)")
              .append(toNull(writeOnly, options))
              .append(forces(writeOnly, options));
      case TypeChange change -> {
        append(change.before(), level, options.sayingNull(false));
        text.append(' ').append(options.palette().yellow("->")).append(' ');
        append(change.after(), level, options);
        text.append(forces(change, options));
      }
      case Sequence sequence -> append(sequence, level, options);
      case Mapping mapping -> append(mapping, level, options);
      case BlockContent content -> append(content, level, options);
    }
  }

  private void append(Sequence sequence, int level, TextOptions options) {
    if (sequence.elements().isEmpty()) {
      text.append("[]").append(toNull(sequence, options)).append(forces(sequence, options));
      return;
    }
    text.append('[').append(forces(sequence, options)).append('\n');
    TextOptions elementOptions = options.sayingNull(false);
    int hidden = 0;
    boolean besideChange = false;
    List<Difference> elements = sequence.elements();
    for (int index = 0; index < elements.size(); index++) {
      Difference element = elements.get(index);
      boolean changes = element.change() != Change.NONE;
      boolean beforeChange =
          index + 1 < elements.size() && elements.get(index + 1).change() != Change.NONE;
      boolean neighbour = sequence.showsNeighbours() && (besideChange || beforeChange);
      besideChange = changes;
      if (!changes && !neighbour && !options.showsUnchanged()) {
        hidden++;
        continue;
      }
      if (sequence.showsNeighbours()) {
        appendHidden(hidden, "element", level, options);
        hidden = 0;
      }
      appendWarnings(element, level, options);
      startLine(element.change(), level + 1, options);
      append(element, level + 1, changes ? elementOptions : elementOptions.showingUnchanged());
      text.append(",\n");
    }
    appendHidden(hidden, "element", level, options);
    startLine(Change.NONE, level, options);
    text.append(']').append(toNull(sequence, options));
  }

  private void append(Mapping mapping, int level, TextOptions options) {
    if (mapping.entries().isEmpty()) {
      text.append("{}").append(toNull(mapping, options)).append(forces(mapping, options));
      return;
    }
    text.append('{').append(forces(mapping, options)).append('\n');
    // Of a map that is deleted as a whole, that is said once.
    boolean wholeMap = mapping.style() == MappingStyle.MAP && mapping.change() == Change.DELETE;
    TextOptions entryOptions = options.sayingNull(mapping.style().saysNull && !wholeMap);
    int width = mapping.style().alignsKeys ? widestKey(mapping) : 0;
    int hidden = 0;
    for (Map.Entry<String, Difference> entry : mapping.entries().entrySet()) {
      Difference value = entry.getValue();
      boolean identifying =
          options.showsIdentifying()
              && !mapping.style().quotesKeys
              && IDENTIFYING.contains(entry.getKey());
      if (value.change() == Change.NONE && !identifying && !options.showsUnchanged()) {
        hidden++;
        continue;
      }
      appendEntry(
          key(entry.getKey(), mapping),
          width,
          value,
          level,
          identifying ? entryOptions.showingUnchanged() : entryOptions);
      // Elements of a map that are structures have a comma behind them, attributes have not.
      text.append(
          mapping.style().quotesKeys && value instanceof Mapping inner && !inner.style().quotesKeys
              ? ",\n"
              : "\n");
    }
    appendHidden(hidden, mapping.style().quotesKeys ? "element" : "attribute", level, options);
    startLine(Change.NONE, level, options);
    text.append('}').append(toNull(mapping, options));
  }

  private void append(BlockContent content, int level, TextOptions options) {
    if (content.attributes().isEmpty() && content.blocks().isEmpty()) {
      text.append("{}").append(forces(content, options));
      return;
    }
    text.append('{').append(forces(content, options)).append('\n');
    TextOptions attributeOptions = options.sayingNull(true);
    int width = widestName(content.attributes());
    int hidden = 0;
    for (Map.Entry<String, Difference> entry : content.attributes().entrySet()) {
      Difference value = entry.getValue();
      boolean identifying = options.showsIdentifying() && IDENTIFYING.contains(entry.getKey());
      if (value.change() == Change.NONE && !identifying && !options.showsUnchanged()) {
        hidden++;
        continue;
      }
      appendEntry(
          AttributeName.of(entry.getKey()),
          width,
          value,
          level,
          identifying ? attributeOptions.showingUnchanged() : attributeOptions);
      text.append('\n');
    }
    appendHidden(hidden, "attribute", level, options);
    appendBlocks(content, level, options);
    startLine(Change.NONE, level, options);
    text.append('}');
  }

  private void appendBlocks(BlockContent content, int level, TextOptions options) {
    int hidden = 0;
    for (Map.Entry<String, List<LabelledBlock>> entry : content.blocks().entrySet()) {
      boolean first = true;
      for (LabelledBlock block : entry.getValue()) {
        Difference inner = block.content();
        if (inner.change() == Change.NONE && !options.showsUnchanged()) {
          hidden++;
          continue;
        }
        if (first && !content.attributes().isEmpty()) {
          text.append('\n');
        }
        first = false;
        appendWarnings(inner, level, options);
        startLine(inner.change(), level + 1, options);
        text.append(AttributeName.of(entry.getKey())).append(' ');
        if (!block.label().isEmpty()) {
          text.append(QuotedText.of(block.label())).append(' ');
        }
        if (inner instanceof Sensitive) {
          appendSensitiveBlock(level, options);
        } else {
          append(inner, level + 1, options);
        }
        text.append('\n');
      }
    }
    if (hidden > 0) {
      text.append('\n');
      appendHidden(hidden, "block", level, options);
    }
  }

  private void appendSensitiveBlock(int level, TextOptions options) {
    text.append("{\n");
    startLine(Change.NONE, level + 2, options);
    text.append("# At least one attribute in this block is (or was) sensitive,\n");
    startLine(Change.NONE, level + 2, options);
    text.append("# so its contents will not be displayed.\n");
    startLine(Change.NONE, level + 1, options);
    text.append('}');
  }

  private void appendEntry(
      String name, int width, Difference value, int level, TextOptions options) {
    appendWarnings(value, level, options);
    startLine(value.change(), level + 1, options);
    text.append(name).append(" ".repeat(Math.max(0, width - name.length()))).append(" = ");
    append(value, level + 1, options);
  }

  private void appendWarnings(Difference difference, int level, TextOptions options) {
    if (options.showsSymbols()) {
      for (String warning : warnings(difference, options.palette())) {
        text.append(" ".repeat((level + 1) * INDENT)).append(warning).append('\n');
      }
    }
  }

  private void appendHidden(int count, String noun, int level, TextOptions options) {
    if (count > 0) {
      startLine(Change.NONE, level + 1, options);
      String plural = count == 1 ? noun : noun + "s";
      text.append(options.palette().dim("# (" + count + " unchanged " + plural + " hidden)"))
          .append('\n');
    }
  }

  private void startLine(Change change, int level, TextOptions options) {
    text.append(LeafText.lineStart(change, level, options));
  }

  private static String toNull(Difference difference, TextOptions options) {
    return difference.change() == Change.DELETE && options.saysNull()
        ? " " + options.palette().yellow("->") + " null"
        : "";
  }

  private static String forces(Difference difference, TextOptions options) {
    return LeafText.forces(difference.forcesReplacement(), options);
  }

  private static String key(String key, Mapping mapping) {
    return mapping.style().quotesKeys ? QuotedText.of(key) : AttributeName.of(key);
  }

  private static int widestKey(Mapping mapping) {
    return mapping.entries().keySet().stream()
        .mapToInt(key -> key(key, mapping).length())
        .max()
        .orElse(0);
  }

  private static int widestName(SortedMap<String, Difference> attributes) {
    return attributes.keySet().stream()
        .mapToInt(name -> AttributeName.of(name).length())
        .max()
        .orElse(0);
  }
}
