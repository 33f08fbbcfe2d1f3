/// Plans in files: what `plan -out` writes and `apply FILE` reads. How a plan is made or carried
/// out is not known here.
@NullMarked
package dev.holdfast.engine.plan.saved;

import org.jspecify.annotations.NullMarked;
