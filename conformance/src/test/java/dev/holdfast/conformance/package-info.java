/// Other people's test data, run against Holdfast.
///
/// A suite is a folder of cases under the folder that [ConformanceData] finds. What passes and what
/// does not is compared with `known-failures.txt`: the build fails for a case that fails without
/// being listed there, and for one that is listed and passes. No judge may look at a case's name.
@NullMarked
package dev.holdfast.conformance;

import org.jspecify.annotations.NullMarked;
