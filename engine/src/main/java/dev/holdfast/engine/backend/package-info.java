/// Where states are kept: the port that every backend implements, the local one, and the record of
/// which backend a folder works with. Other backends live in a module of their own.
@NullMarked
package dev.holdfast.engine.backend;

import org.jspecify.annotations.NullMarked;
