/// What a user must be told: diagnostics and the places in source text they point at.
///
/// Everything a user can cause is a [Diagnostic], collected in [Diagnostics] and never thrown. How
/// they look on a screen does not belong here.
@NullMarked
package dev.holdfast.hcl.diagnostic;

import org.jspecify.annotations.NullMarked;
