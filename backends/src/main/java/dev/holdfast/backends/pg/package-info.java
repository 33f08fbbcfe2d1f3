/// `backend "pg"`: states in a table of PostgreSQL, the one that the peers use.
@NullMarked
package dev.holdfast.backends.pg;

import org.jspecify.annotations.NullMarked;
