/// The way to a running provider program: gRPC over a Unix socket, in the clear or over TLS. The
/// only package that knows gRPC.
@NullMarked
package dev.holdfast.plugins.channel;

import org.jspecify.annotations.NullMarked;
