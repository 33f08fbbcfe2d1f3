/// Images: the read-only root file systems that hosts are made from, each kept under a hash of what
/// it was made of. Nothing here knows what a host is.
@NullMarked
package dev.holdfast.lab.image;

import org.jspecify.annotations.NullMarked;
