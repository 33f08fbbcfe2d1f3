package dev.holdfast.plugins.provider;

import dev.holdfast.engine.address.ProviderSource;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a program finds in its environment.
///
/// The libraries that providers are made with log every step at the level of traces unless they are
/// told otherwise, and leave it to their reader to drop that: at thousands of objects it is most of
/// what they do. So they are told which level is wanted, where the user has not.
final class ProgramEnvironment {
  private static final List<String> LEVELS =
      List.of("TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_SDK_MUX");

  private ProgramEnvironment() {}

  /// @param sockets where the program makes its socket; null for where it likes
  static Map<String, String> of(
      PluginSettings settings, ProviderSource source, @Nullable Path sockets) {
    Map<String, String> environment = new HashMap<>(settings.environment());
    if (sockets != null) {
      environment.putIfAbsent("PLUGIN_UNIX_SOCKET_DIR", sockets.toString());
    }
    String level = name(settings.logged());
    LEVELS.forEach(each -> environment.putIfAbsent(each, level));
    String own = source.type().toUpperCase(Locale.ROOT).replace('-', '_');
    environment.putIfAbsent("TF_LOG_PROVIDER_" + own, level);
    return environment;
  }

  /// Errors are kept in any case: they are shown when a program dies.
  private static String name(Level level) {
    return switch (level) {
      case ALL, TRACE -> "TRACE";
      case DEBUG -> "DEBUG";
      case INFO -> "INFO";
      case WARNING -> "WARN";
      case ERROR, OFF -> "ERROR";
    };
  }
}
