package dev.holdfast.lab.image;

import java.nio.file.Path;

/// An image that is there.
///
/// @param id 64 hexadecimal digits: a hash of what the image was made of
/// @param rootfs its root directory; not to be changed while a host uses it
public record Image(String id, Path rootfs) {}
