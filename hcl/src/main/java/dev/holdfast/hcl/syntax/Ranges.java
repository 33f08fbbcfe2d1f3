package dev.holdfast.hcl.syntax;

import dev.holdfast.hcl.diagnostic.SourceRange;

/// Says where the bytes of the text at hand are in the file: the text can be the whole file, or
/// what is in a string of it after its escapes have been resolved.
@FunctionalInterface
interface Ranges {

  /// The range in the file of the bytes from `start` up to `end` of the text.
  SourceRange range(int start, int end);
}
