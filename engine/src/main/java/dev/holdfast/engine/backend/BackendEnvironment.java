package dev.holdfast.engine.backend;

import dev.holdfast.engine.state.StoreSettings;
import java.nio.file.Path;
import java.util.Map;

/// What a backend may look at besides its arguments.
///
/// @param folder of the configuration: relative names are relative to it, and the journals of
///   states that are kept elsewhere lie in it
/// @param variables of the process
public record BackendEnvironment(
    Path folder, Map<String, String> variables, StoreSettings settings) {}
