package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import java.nio.file.Path;
import java.util.Optional;

/// Knows in which directory the module of a call is.
public interface ModuleLocator {

  /// The directory; empty where the module has yet to be fetched.
  ///
  /// @param path the called module
  /// @param caller the directory of the calling module
  Optional<Path> locate(ModulePath path, Path caller, ModuleSource source);
}
