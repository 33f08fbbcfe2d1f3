package dev.holdfast.conformance.provider;

import dev.holdfast.engine.provider.Provider;
import java.nio.file.Path;
import java.util.List;

/// The doubles for providers of the namespace `hashicorp` that the equivalence tests need.
public final class Doubles {
  /// Their names.
  public static final List<String> NAMES = List.of("tfcoremock", "local", "null", "random");

  private Doubles() {}

  /// @param folder where the double works
  public static Provider of(String name, Path folder) {
    return switch (name) {
      case "tfcoremock" -> CoreMockProvider.in(folder);
      case "local" -> LocalFileProvider.in(folder);
      case "null" -> OpaqueProvider.ofNulls();
      case "random" -> OpaqueProvider.ofIntegers();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
