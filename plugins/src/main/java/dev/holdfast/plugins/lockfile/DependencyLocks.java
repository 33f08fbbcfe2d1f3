package dev.holdfast.plugins.lockfile;

import dev.holdfast.engine.address.ProviderSource;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All selections of a configuration.
public record DependencyLocks(SortedMap<ProviderSource, ProviderLock> providers) {
  /// Nothing is selected yet.
  public static final DependencyLocks NONE = new DependencyLocks(new TreeMap<>());

  public DependencyLocks {
    providers = Collections.unmodifiableSortedMap(new TreeMap<>(providers));
  }

  public static DependencyLocks of(Collection<ProviderLock> locks) {
    SortedMap<ProviderSource, ProviderLock> providers = new TreeMap<>();
    locks.forEach(lock -> providers.put(lock.source(), lock));
    return new DependencyLocks(providers);
  }

  public Optional<ProviderLock> provider(ProviderSource source) {
    return Optional.ofNullable(providers.get(source));
  }

  /// The same with a selection added or changed.
  public DependencyLocks with(ProviderLock lock) {
    SortedMap<ProviderSource, ProviderLock> changed = new TreeMap<>(providers);
    changed.put(lock.source(), lock);
    return new DependencyLocks(changed);
  }
}
