package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;

/// The arguments and blocks between two braces, or of a whole file, whatever the syntax it is
/// written in.
///
/// What is an argument and what is a block is decided by the [BodySchema] that it is read with,
/// since in the JSON syntax both look alike. Everything that does not fit the schema is a
/// diagnostic of the [BodyContent]; what does fit is there all the same.
public interface Body {

  /// Reads the whole body: what the schema does not name is an error. Linear in the size of the
  /// body and the schema.
  BodyContent content(BodySchema schema);

  /// Reads a part of the body; the rest can be read from [Partial#remaining()] with another schema.
  Partial partialContent(BodySchema schema);

  /// Reads the body as arguments of any name; blocks are an error.
  BodyContent justAttributes();

  /// Where to say that something is missing in the body.
  SourceRange missingItemRange();

  /// A part of a body and what is left of it.
  record Partial(BodyContent content, Body remaining) {}
}
