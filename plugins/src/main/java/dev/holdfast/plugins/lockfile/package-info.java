/// The lock file `.terraform.lock.hcl`: which version of each provider a configuration uses, and
/// the checksums that its packages may have. Read and written as the peers do.
@NullMarked
package dev.holdfast.plugins.lockfile;

import org.jspecify.annotations.NullMarked;
