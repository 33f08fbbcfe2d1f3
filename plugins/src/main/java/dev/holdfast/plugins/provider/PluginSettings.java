package dev.holdfast.plugins.provider;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.plugins.process.LogLine;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// What running provider programs depends on.
///
/// @param environment what programs inherit, and where `TF_REATTACH_PROVIDERS` is looked up
/// @param folder where programs work
/// @param cache a folder for what is kept about programs between commands; made when needed
/// @param patience how long a program may take to start
/// @param logged the least level of what anybody wants to see of what programs write: they are told
///   not to write the rest, which costs them much
/// @param log takes what programs write
public record PluginSettings(
    Map<String, String> environment,
    Path folder,
    Path cache,
    Duration patience,
    Clock clock,
    Level logged,
    Log log) {

  /// Takes the lines of all programs.
  @FunctionalInterface
  public interface Log {
    Log NONE = (source, line) -> {};

    void accept(ProviderSource source, LogLine line);
  }

  public PluginSettings {
    environment = Map.copyOf(environment);
  }
}
