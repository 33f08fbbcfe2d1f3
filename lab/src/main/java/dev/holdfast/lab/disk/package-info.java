/// What a lab keeps on disk: where it lies, how it is written so that an interruption at any
/// instant leaves the old or the new, how processes keep out of each other's way, and how a tree is
/// removed.
@NullMarked
package dev.holdfast.lab.disk;

import org.jspecify.annotations.NullMarked;
