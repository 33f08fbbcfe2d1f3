/// The command line and its renderers. The only place that prints.
@NullMarked
package dev.holdfast.cli;

import org.jspecify.annotations.NullMarked;
