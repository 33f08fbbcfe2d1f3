package dev.holdfast.hcl.format;

import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Block;
import dev.holdfast.hcl.syntax.NativeBody;
import dev.holdfast.hcl.syntax.TokenType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The few changes to the tokens themselves: labels get quotes, `"${x}"` becomes `x`, and the types
/// of variables lose their old forms.
final class Rewrites {

  /// Pieces that stand in place of others.
  ///
  /// @param start the byte offset at which those begin
  /// @param end the byte offset after them
  private record Edit(int start, int end, List<Piece> pieces) {}

  private final PieceList pieces;
  private final List<Edit> edits = new ArrayList<>();

  private Rewrites(PieceList pieces) {
    this.pieces = pieces;
  }

  /// The pieces of a file after the changes. Linear, but for sorting the changes.
  static List<Piece> apply(PieceList pieces, NativeBody body) {
    Rewrites rewrites = new Rewrites(pieces);
    rewrites.visit(body, "", 0);
    return rewrites.result();
  }

  private List<Piece> result() {
    edits.sort(Comparator.comparingInt(Edit::start));
    List<Piece> result = new ArrayList<>(pieces.size());
    int next = 0;
    for (Edit edit : edits) {
      int first = pieces.indexAt(edit.start());
      result.addAll(pieces.between(next, first));
      result.addAll(edit.pieces());
      next = pieces.indexAt(edit.end());
    }
    result.addAll(pieces.between(next, pieces.size()));
    return result;
  }

  private void visit(NativeBody body, String blockType, int depth) {
    for (Attribute attribute : body.attributes().values()) {
      boolean isVariableType =
          depth == 1 && blockType.equals("variable") && attribute.name().equals("type");
      SourceRange range = attribute.expression().range();
      List<Piece> before = slice(range);
      List<Piece> after = isVariableType ? modernType(before) : Unwrapping.unwrap(before);
      if (after != null) {
        edits.add(new Edit(range.start().offset(), range.end().offset(), after));
      }
    }
    for (Block block : body.blocks()) {
      quoteLabels(block);
      if (block.body() instanceof NativeBody inner) {
        visit(inner, block.type(), depth + 1);
      }
    }
  }

  private List<Piece> slice(SourceRange range) {
    return pieces.between(
        pieces.indexAt(range.start().offset()), pieces.indexAt(range.end().offset()));
  }

  /// Comments before and between labels go, since labels are written as one row.
  private void quoteLabels(Block block) {
    if (block.labels().isEmpty()) {
      return;
    }
    List<Piece> quoted = new ArrayList<>();
    for (Block.Label label : block.labels()) {
      List<Piece> before = slice(label.range());
      if (before.getFirst().type == TokenType.IDENTIFIER) {
        quoted.add(new Piece(TokenType.OPEN_QUOTE, "\"", 1));
        quoted.add(new Piece(TokenType.QUOTED_TEXT, before.getFirst().text, 0));
        quoted.add(new Piece(TokenType.CLOSE_QUOTE, "\"", 0));
      } else {
        quoted.addAll(before);
      }
    }
    int start = block.typeRange().end().offset();
    int end = block.labels().getLast().range().end().offset();
    edits.add(new Edit(start, end, quoted));
  }

  /// `list` and `"list"` were types before there were element types; null if it is not such a type.
  private static @Nullable List<Piece> modernType(List<Piece> type) {
    if (type.size() == 1 && type.getFirst().type == TokenType.IDENTIFIER) {
      return switch (type.getFirst().text) {
        case "list", "map", "set" -> typeOf(type.getFirst().text, "any");
        default -> null;
      };
    }
    if (type.size() == 3 && type.getFirst().type == TokenType.OPEN_QUOTE) {
      return switch (type.get(1).text) {
        case "string" -> List.of(new Piece(TokenType.IDENTIFIER, "string", 1));
        case "list", "map" -> typeOf(type.get(1).text, "string");
        default -> null;
      };
    }
    return null;
  }

  private static List<Piece> typeOf(String collection, String element) {
    return List.of(
        new Piece(TokenType.IDENTIFIER, collection, 1),
        new Piece(TokenType.OPEN_PARENTHESIS, "(", 0),
        new Piece(TokenType.IDENTIFIER, element, 0),
        new Piece(TokenType.CLOSE_PARENTHESIS, ")", 0));
  }
}
