/// What the backends that speak HTTP have in common: requests that are sent again, certificates,
/// and how two texts of a state are told apart.
@NullMarked
package dev.holdfast.backends.web;

import org.jspecify.annotations.NullMarked;
