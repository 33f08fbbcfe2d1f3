/// `backend "kubernetes"`: states in secrets of a cluster. Speaks to it over HTTP itself: the six
/// calls that are needed do not outweigh a library of 27 MB.
@NullMarked
package dev.holdfast.backends.kubernetes;

import org.jspecify.annotations.NullMarked;
