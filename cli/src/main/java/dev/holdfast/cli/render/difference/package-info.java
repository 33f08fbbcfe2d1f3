/// How two values differ, and that as text: `~ size = 1 -> 2`.
///
/// A comparison makes a tree of differences out of values and their schema; the text is made out of
/// that tree alone. Nothing here knows of plans or providers.
@NullMarked
package dev.holdfast.cli.render.difference;

import org.jspecify.annotations.NullMarked;
