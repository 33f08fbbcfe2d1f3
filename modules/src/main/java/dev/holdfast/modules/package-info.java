/// Installs the modules that a configuration calls into its data directory, each package once, and
/// keeps the list of them that other commands and the peers read.
@NullMarked
package dev.holdfast.modules;

import org.jspecify.annotations.NullMarked;
