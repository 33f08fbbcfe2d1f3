/// Runs the tests that come with a configuration: test files, their runs, the conditions that must
/// hold after each, and the destruction of everything that was made.
@NullMarked
package dev.holdfast.engine.testing;

import org.jspecify.annotations.NullMarked;
