/// Demand-driven evaluation of a configuration: cells that are computed when first asked for, and
/// the scopes through which expressions ask for them. What happens to a resource instance (refresh,
/// plan, apply) is not decided here but passed in.
@NullMarked
package dev.holdfast.engine.evaluation;

import org.jspecify.annotations.NullMarked;
