package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import java.util.List;

/// What an installation came to.
///
/// @param locks what the lock file should say now; those of providers that could not be installed
///   are as before
/// @param incomplete providers whose locks have a checksum for this machine's platform only
/// @param signed whether a package was installed that its publisher has signed
public record InstallationResult(
    DependencyLocks locks,
    List<ProviderSource> incomplete,
    boolean signed,
    List<Diagnostic> diagnostics) {
  public InstallationResult {
    incomplete = List.copyOf(incomplete);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
