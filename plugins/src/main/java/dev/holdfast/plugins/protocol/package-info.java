/// Versions 5 and 6 of the plugin protocol: what is asked of a provider program, and how its
/// answers become schemas, values and diagnostics. The messages of the two versions are the same on
/// the wire but for the schemas of attributes, and the names of some calls: those are all that is
/// told apart.
///
/// How bytes reach the program is none of its business: see [dev.holdfast.plugins.protocol.Calls].
@NullMarked
package dev.holdfast.plugins.protocol;

import org.jspecify.annotations.NullMarked;
