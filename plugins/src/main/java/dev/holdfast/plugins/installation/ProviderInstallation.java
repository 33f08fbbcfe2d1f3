package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.RequiredProviders;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.plugins.lockfile.DependencyLocks;
import dev.holdfast.plugins.lockfile.ProviderLock;
import dev.holdfast.plugins.origin.PackageOrigin;
import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.web.Web;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Installs the providers that a configuration needs: all at once, each for itself, so that a fault
/// in one does not hide those of the others.
public final class ProviderInstallation {
  private final InstallationOptions options;
  private final Platform platform;
  private final PackageOrigin origin;
  private final Web downloads;
  private final Consumer<InstallationEvent> events;

  /// @param origin where packages come from
  /// @param downloads with as many retries as downloads shall have
  /// @param events hears what happens, from several threads
  public ProviderInstallation(
      InstallationOptions options,
      Platform platform,
      PackageOrigin origin,
      Web downloads,
      Consumer<InstallationEvent> events) {
    this.options = options;
    this.platform = platform;
    this.origin = origin;
    this.downloads = downloads;
    this.events = events;
  }

  /// Installs what is not installed.
  ///
  /// @param locks what the lock file says
  public InstallationResult install(RequiredProviders required, DependencyLocks locks)
      throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    required.builtIn().forEach(each -> events.accept(new InstallationEvent.BuiltIn(each)));
    Map<ProviderSource, ProviderLock> selected = new ConcurrentHashMap<>();
    Map<ProviderSource, Boolean> signed = new ConcurrentHashMap<>();
    InstallationContext context =
        new InstallationContext(
            options,
            platform,
            origin,
            downloads,
            events,
            diagnostics,
            new Semaphore(Math.max(1, options.downloads())));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (ProviderSource source : required.installable()) {
        if (options.overrides().containsKey(source)) {
          locks.provider(source).ifPresent(lock -> selected.put(source, lock));
          continue;
        }
        running.add(
            executor.submit(() -> {
              OneInstallation one = new OneInstallation(context, required, locks, source);
              Optional<OneInstallation.Outcome> outcome = one.install();
              outcome.ifPresent(each -> {
                selected.put(source, each.lock());
                signed.put(source, each.signed());
              });
              if (outcome.isEmpty()) {
                events.accept(new InstallationEvent.Failed(source));
                locks.provider(source).ifPresent(lock -> selected.put(source, lock));
              }
              return null;
            }));
      }
      await(running, executor);
    }
    return new InstallationResult(
        DependencyLocks.of(selected.values()),
        incomplete(selected, locks),
        signed.containsValue(true),
        inOrder(diagnostics.list()));
  }

  private static void await(List<Future<?>> running, ExecutorService executor)
      throws InterruptedException {
    try {
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException stopped) {
      executor.shutdownNow();
      throw stopped;
    } catch (ExecutionException fault) {
      executor.shutdownNow();
      throw new IllegalStateException(fault.getCause());
    }
  }

  /// The providers whose locks have changed and have checksums of this platform only.
  private static List<ProviderSource> incomplete(
      Map<ProviderSource, ProviderLock> selected, DependencyLocks before) {
    List<ProviderSource> incomplete = new ArrayList<>();
    for (ProviderLock lock : new TreeMap<>(selected).values()) {
      boolean changed = !before.provider(lock.source()).equals(Optional.of(lock));
      if (changed
          && lock.hashes().stream().allMatch(each -> each.isOfContent())
          && lock.hashes().size() == 1) {
        incomplete.add(lock.source());
      }
    }
    return incomplete;
  }

  /// Threads report in any order; a reader wants the same one each time.
  private static List<Diagnostic> inOrder(List<Diagnostic> diagnostics) {
    return diagnostics.stream().sorted(Comparator.comparing(Diagnostic::detail)).toList();
  }
}
