package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.hcl.diagnostic.SourceRange;
import java.nio.file.Path;

/// The question where the module of a call is.
///
/// @param path the called module
/// @param caller the directory of the calling module
/// @param version the constraint on the versions of a registry module; empty when none is given
/// @param range where the source is written
public record ModuleRequest(
    ModulePath path, Path caller, ModuleSource source, String version, SourceRange range) {

  /// The names of the calls that lead to the module, with dots between them: its key in the list of
  /// installed modules.
  public String key() {
    return String.join(".", path.names());
  }
}
