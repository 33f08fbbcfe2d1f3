package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.provider.Provider;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// A provider that was given its configuration, and the bound on requests under way.
public record ConfiguredProvider(Provider provider, Semaphore limit) {

  /// Makes a request when there is room for one.
  public <R> R call(Supplier<R> request) {
    limit.acquireUninterruptibly();
    try {
      return request.get();
    } finally {
      limit.release();
    }
  }
}
