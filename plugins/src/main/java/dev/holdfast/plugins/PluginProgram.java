package dev.holdfast.plugins;

import dev.holdfast.engine.address.ProviderSource;
import java.nio.file.Path;

/// A provider as a program on this machine: what an installation finds, and what is launched.
///
/// @param executable the program itself; whether it can run is seen when it is launched
/// @param identity changes whenever the program does, such as the checksum of its package; what is
///   cached about the program is kept under it. Empty where that is not known, as for a program
///   that its author is just building: then nothing is cached
public record PluginProgram(ProviderSource source, Path executable, String identity) {}
