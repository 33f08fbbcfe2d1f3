/// Evaluation of expressions in a scope, and of those that are read without evaluation (type
/// constraints).
///
/// What names stand for is the business of a [dev.holdfast.hcl.evaluation.Scope]; values and their
/// operations are in [dev.holdfast.hcl.value]. Faults are diagnostics, and whatever they touch is
/// an unknown, so one evaluation tells all of them.
@NullMarked
package dev.holdfast.hcl.evaluation;

import org.jspecify.annotations.NullMarked;
