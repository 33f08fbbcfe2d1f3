/// Packages of providers: the platforms they are for, the checksums they are known by, and the
/// layout of the folders they are kept in.
@NullMarked
package dev.holdfast.plugins.packages;

import org.jspecify.annotations.NullMarked;
