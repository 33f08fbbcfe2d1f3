/// The other side of the plugin protocol: what a provider program does, so that tests can have
/// provider programs of their own.
@NullMarked
package dev.holdfast.plugins.server;

import org.jspecify.annotations.NullMarked;
