/// Command lines: what commands and flags exist, as data, and how arguments are read by it.
///
/// The syntax is the one that users of Terraform know, which is that of Go's `flag` package: one
/// dash or two, `-name value` or `-name=value`, and flags that may be repeated. What a command does
/// with its arguments does not belong here.
@NullMarked
package dev.holdfast.cli.arguments;

import org.jspecify.annotations.NullMarked;
