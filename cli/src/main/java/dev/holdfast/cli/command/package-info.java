/// The commands, one class each: what it declares to the command line, and what it does. They wire
/// the engine to renderers; anything that could be of use without a command line belongs elsewhere.
@NullMarked
package dev.holdfast.cli.command;

import org.jspecify.annotations.NullMarked;
