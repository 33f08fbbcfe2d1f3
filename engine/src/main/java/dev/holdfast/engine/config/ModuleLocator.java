package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Knows in which directories the modules of calls are.
public interface ModuleLocator {

  /// The directories of modules. A configuration asks for all modules of one depth together, so
  /// that those to be fetched can be fetched at the same time.
  ///
  /// @return a directory for each request, except for those whose module cannot be had, which is
  ///   reported
  Map<ModulePath, Path> locate(List<ModuleRequest> requests, Diagnostics diagnostics);
}
