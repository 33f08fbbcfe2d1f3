package dev.holdfast.plugins.http2;

/// One header or trailer.
///
/// @param name in lower case; pseudo-headers begin with a colon
public record HeaderField(String name, String value) {}
