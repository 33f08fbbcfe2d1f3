/// Control groups: one small tree under `holdfast/` by which everything that a lab started is
/// found, limited and killed, whichever of the three layouts the machine has (version 1 only,
/// hybrid, version 2). Nothing here knows what runs in a group.
@NullMarked
package dev.holdfast.lab.controlgroup;

import org.jspecify.annotations.NullMarked;
