package dev.holdfast.engine.schema;

/// What an author says of a part of a schema.
///
/// @param markdown whether the text is Markdown; else it is plain
public record Description(String text, boolean markdown) {
  public static final Description NONE = plain("");

  public static Description plain(String text) {
    return new Description(text, false);
  }
}
