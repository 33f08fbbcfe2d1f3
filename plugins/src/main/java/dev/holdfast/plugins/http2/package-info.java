/// The client side of HTTP/2 (RFC 9113) with its header compression (RFC 7541), over any pair of
/// streams: as much as speaking with a program on the same machine takes. No server push, no
/// priorities, no upgrade from HTTP/1. What the messages are for is not known here.
@NullMarked
package dev.holdfast.plugins.http2;

import org.jspecify.annotations.NullMarked;
