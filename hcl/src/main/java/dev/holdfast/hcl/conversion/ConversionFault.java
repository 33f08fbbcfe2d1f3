package dev.holdfast.hcl.conversion;

import dev.holdfast.hcl.value.Path;

/// Why a value cannot become another type.
///
/// @param path the part of the value that is to blame
/// @param message in the words of the language, such as `a number is required`
public record ConversionFault(Path path, String message) {}
