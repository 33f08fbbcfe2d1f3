/// Completion of command lines by shells, made from the declarations of the commands. One class for
/// each shell; what a command does does not belong here.
@NullMarked
package dev.holdfast.cli.completion;

import org.jspecify.annotations.NullMarked;
