/// Changes of a state by hand, as the `state` commands make them: pure functions from a state to
/// the changes it takes. What happens to real objects does not belong here: nothing does.
@NullMarked
package dev.holdfast.engine.state.edit;

import org.jspecify.annotations.NullMarked;
