package dev.holdfast.engine.provider;

/// Where a provider says what it is doing during a long request. Plugins have no such channel.
@FunctionalInterface
public interface Progress {
  /// Tells nobody.
  Progress SILENT = message -> {};

  /// @param message one line for a person, without secrets
  void report(String message);
}
