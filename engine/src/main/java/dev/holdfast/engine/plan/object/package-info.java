/// What providers may and may not do with one object: pure functions over a block schema and the
/// values that follow it (the rules of `docs/resource-instance-change-lifecycle.md` of the plugin
/// protocol). Nothing here knows of graphs, states or providers.
@NullMarked
package dev.holdfast.engine.plan.object;

import org.jspecify.annotations.NullMarked;
