package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts what is between directives into them.
final class TemplateTree {
  private static final String UNBALANCED =
      "The control directives within this template are unbalanced.";

  private final List<TemplatePart> parts;
  private final SourceRange end;
  private final TokenCursor cursor;
  private int index;

  private TemplateTree(List<TemplatePart> parts, SourceRange end, TokenCursor cursor) {
    this.parts = parts;
    this.end = end;
    this.cursor = cursor;
  }

  /// The parts of a template.
  ///
  /// @param end the end of the template, to say that something is missing there
  /// @param cursor takes the diagnostics and limits the depth
  static List<Expression> build(List<TemplatePart> parts, SourceRange end, TokenCursor cursor) {
    TemplateTree tree = new TemplateTree(parts, end, cursor);
    List<Expression> result = new ArrayList<>();
    tree.buildUntilWord(result);
    while (tree.index < parts.size()) {
      TemplatePart.Word word = (TemplatePart.Word) parts.get(tree.index++);
      cursor.error("Unexpected " + word.word() + " directive", UNBALANCED, word.range());
      tree.buildUntilWord(result);
    }
    return result;
  }

  /// Adds expressions up to the next `else`, `endif` or `endfor` that does not belong to a
  /// directive on the way.
  private void buildUntilWord(List<Expression> result) {
    StringBuilder text = new StringBuilder();
    SourceRange textRange = null;
    while (index < parts.size() && !(parts.get(index) instanceof TemplatePart.Word)) {
      TemplatePart part = parts.get(index++);
      if (part instanceof TemplatePart.Text(String more, SourceRange range)) {
        text.append(more);
        textRange = textRange == null ? range : textRange.through(range);
        continue;
      }
      addText(result, text, textRange);
      textRange = null;
      switch (part) {
        case TemplatePart.Interpolation interpolation -> result.add(interpolation.expression());
        case TemplatePart.If condition -> result.add(buildIf(condition));
        case TemplatePart.For loop -> result.add(buildFor(loop));
        case TemplatePart.Text _, TemplatePart.Word _ ->
            throw new IllegalStateException("handled before");
      }
    }
    addText(result, text, textRange);
  }

  private static void addText(
      List<Expression> result, StringBuilder text, @Nullable SourceRange range) {
    if (range != null) {
      result.add(new LiteralExpression(Value.of(text.toString()), range));
      text.setLength(0);
    }
  }

  private Expression buildIf(TemplatePart.If opening) {
    TemplateExpression whenTrue = buildBody(opening.range());
    TemplatePart.Word word = nextWord(opening.range(), "if", "endif");
    TemplateExpression whenFalse =
        new TemplateExpression(
            List.of(), TemplateExpression.Kind.BARE, word == null ? end : word.range());
    if (word != null && word.word().equals("else")) {
      whenFalse = buildBody(word.range());
      word = nextWord(opening.range(), "if", "endif");
      while (word != null && word.word().equals("else")) {
        cursor.error(
            "Unexpected else directive",
            "Already in the else clause for the if started at " + opening.range() + ".",
            word.range());
        buildBody(word.range());
        word = nextWord(opening.range(), "if", "endif");
      }
    }
    SourceRange range = opening.range().through(word == null ? end : word.range());
    return new TemplateIfExpression(opening.condition(), whenTrue, whenFalse, range);
  }

  private Expression buildFor(TemplatePart.For opening) {
    TemplateExpression body = buildBody(opening.range());
    TemplatePart.Word word = nextWord(opening.range(), "for", "endfor");
    while (word != null && word.word().equals("else")) {
      cursor.error(
          "Unexpected else directive",
          "An else clause is not expected for a for directive.",
          word.range());
      buildBody(word.range());
      word = nextWord(opening.range(), "for", "endfor");
    }
    SourceRange range = opening.range().through(word == null ? end : word.range());
    return new TemplateForExpression(
        opening.keyName(), opening.valueName(), opening.collection(), body, range);
  }

  private TemplateExpression buildBody(SourceRange opening) {
    List<Expression> body = new ArrayList<>();
    if (cursor.enter()) {
      buildUntilWord(body);
      cursor.leave();
    } else {
      index = parts.size();
    }
    SourceRange range =
        body.isEmpty() ? opening : body.getFirst().range().through(body.getLast().range());
    return new TemplateExpression(body, TemplateExpression.Kind.BARE, range);
  }

  /// Takes the `else` or the expected end of a directive; null, with a diagnostic, when it is
  /// another one or there is none.
  private TemplatePart.@Nullable Word nextWord(
      SourceRange opening, String directive, String expected) {
    if (index >= parts.size()) {
      if (!cursor.failing()) {
        cursor.error(
            "Unexpected end of template",
            "The "
                + directive
                + " directive at "
                + opening
                + " is missing its corresponding "
                + expected
                + " directive.",
            end);
      }
      return null;
    }
    TemplatePart.Word word = (TemplatePart.Word) parts.get(index++);
    if (word.word().equals("else") || word.word().equals(expected)) {
      return word;
    }
    cursor.error(
        "Unexpected " + word.word() + " directive",
        "Expecting an "
            + expected
            + " directive for the "
            + directive
            + " started at "
            + opening
            + ".",
        word.range());
    return null;
  }
}
