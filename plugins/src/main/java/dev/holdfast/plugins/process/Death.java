package dev.holdfast.plugins.process;

/// How a program came to its end.
///
/// @param manner such as `ended with exit code 2`
/// @param lastWords a sentence with the last lines that it wrote; begins with a space
public record Death(String manner, String lastWords) {}
