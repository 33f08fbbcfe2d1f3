package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/// A piece of a source text: a word, a symbol, a comment, a line break, or a stretch of literal
/// text.
///
/// @param start the byte offset at which it begins
/// @param end the byte offset after it
public record Token(TokenType type, int start, int end) {

  /// All tokens of a file of the native syntax, comments included, through one of
  /// [TokenType#END_OF_FILE]; what is between them is spaces. Linear.
  public static Parsed<List<Token>> listOf(SourceFile source) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    TokenList list = Lexer.scanCode(source.bytes(), source::range, diagnostics);
    List<Token> tokens = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      tokens.add(new Token(list.type(i), list.start(i), list.end(i)));
    }
    return new Parsed<>(tokens, diagnostics);
  }
}
