/// Text for people: the canonical layout of files in HCL native syntax, as `terraform fmt` writes
/// them, and values as `console` and `output` print them.
///
/// The layout works on tokens, so that comments and everything else a person wrote are kept. Which
/// files to format and where to write them does not belong here.
@NullMarked
package dev.holdfast.hcl.format;

import org.jspecify.annotations.NullMarked;
