package dev.holdfast.lab;

import dev.holdfast.lab.host.HostDeclaration;
import dev.holdfast.lab.host.HostState;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A host in a list.
///
/// @param process the number of its init on the machine; empty when it does not run
/// @param declaration null when its record is damaged or missing
public record HostSummary(
    String name, HostState state, OptionalLong process, @Nullable HostDeclaration declaration) {}
