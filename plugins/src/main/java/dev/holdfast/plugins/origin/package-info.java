/// Where packages of providers come from: registries, mirrors on the network and mirrors in
/// folders, chosen as the user's settings say.
@NullMarked
package dev.holdfast.plugins.origin;

import org.jspecify.annotations.NullMarked;
