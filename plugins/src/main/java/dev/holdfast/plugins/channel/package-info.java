/// The way to a running provider program: gRPC over a Unix socket, in the clear or over TLS. The
/// only package that knows gRPC, of which it needs one question with one answer, and one stream of
/// output.
@NullMarked
package dev.holdfast.plugins.channel;

import org.jspecify.annotations.NullMarked;
