/// The terminal: whether there is one, its width and colours, an area of it that changes while work
/// goes on, tables, and the cleaning of text that may hold control sequences. What is shown does
/// not belong here.
@NullMarked
package dev.holdfast.cli.terminal;

import org.jspecify.annotations.NullMarked;
