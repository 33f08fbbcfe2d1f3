package dev.holdfast.backends;

import dev.holdfast.backends.http.HttpBackendType;
import dev.holdfast.backends.kubernetes.KubernetesBackendType;
import dev.holdfast.backends.pg.PgBackendType;
import dev.holdfast.backends.s3.S3BackendType;
import dev.holdfast.engine.backend.BackendType;
import java.util.Map;
import java.util.function.Supplier;

/// The backends of this module, by the labels of their blocks.
public final class BackendCatalogue {
  private BackendCatalogue() {}

  /// Each is loaded when it is asked for, and not before.
  public static Map<String, Supplier<BackendType>> types() {
    return Map.of(
        "http", HttpBackendType::new,
        "kubernetes", KubernetesBackendType::new,
        "pg", PgBackendType::new,
        "s3", S3BackendType::new);
  }
}
