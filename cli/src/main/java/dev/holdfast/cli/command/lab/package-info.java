/// The commands that work with the lab and its hosts: `lab ls`, `lab exec` and so on.
@NullMarked
package dev.holdfast.cli.command.lab;

import org.jspecify.annotations.NullMarked;
