@NullMarked
package dev.holdfast.cli.render.json;

import org.jspecify.annotations.NullMarked;
