package dev.holdfast.plugins.lockfile;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.Version;
import dev.holdfast.plugins.packages.PackageHash;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// The selection for one provider.
///
/// @param constraints that it was selected by, in their one form; empty where there were none
/// @param hashes what its packages may have, for all platforms together; may be empty
public record ProviderLock(
    ProviderSource source, Version version, String constraints, SortedSet<PackageHash> hashes) {
  public ProviderLock {
    hashes = Collections.unmodifiableSortedSet(new TreeSet<>(hashes));
  }

  /// The same with further checksums.
  public ProviderLock withHashes(Collection<PackageHash> more) {
    SortedSet<PackageHash> all = new TreeSet<>(hashes);
    all.addAll(more);
    return new ProviderLock(source, version, constraints, all);
  }
}
