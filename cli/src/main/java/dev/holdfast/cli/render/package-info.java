/// What the program shows: diagnostics, plans, states, values and events, as text for people and as
/// JSON for programs. Renderers take data and give text; they decide nothing and print nothing.
@NullMarked
package dev.holdfast.cli.render;

import org.jspecify.annotations.NullMarked;
