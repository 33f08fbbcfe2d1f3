/// Providers that run as programs of their own: the factory of the engine's port, and the running
/// programs that its providers share.
@NullMarked
package dev.holdfast.plugins.provider;

import org.jspecify.annotations.NullMarked;
