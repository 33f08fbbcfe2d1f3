package dev.holdfast.cli.command;

import dev.holdfast.cli.terminal.ControlSequences;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.event.EventSink;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;

/// What provider programs log, as far as `TF_LOG_PROVIDER` or `TF_LOG` asks for it: on standard
/// error, or at the end of the file that `TF_LOG_PATH` names.
final class ProviderLog implements EventSink {
  private final Level least;
  private final PrintStream out;

  private ProviderLog(Level least, PrintStream out) {
    this.least = least;
    this.out = out;
  }

  static ProviderLog of(World world) {
    Map<String, String> environment = world.environment();
    String asked =
        environment.getOrDefault("TF_LOG_PROVIDER", environment.getOrDefault("TF_LOG", ""));
    Level least = level(asked);
    return new ProviderLog(least, least == Level.OFF ? world.err() : stream(world));
  }

  /// The least level that is shown.
  Level least() {
    return least;
  }

  private static Level level(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "", "OFF" -> Level.OFF;
      case "DEBUG" -> Level.DEBUG;
      case "INFO" -> Level.INFO;
      case "WARN" -> Level.WARNING;
      case "ERROR" -> Level.ERROR;
      default -> Level.TRACE;
    };
  }

  private static PrintStream stream(World world) {
    String path = world.environment().getOrDefault("TF_LOG_PATH", "");
    if (path.isEmpty()) {
      return world.err();
    }
    Path file = world.folder().resolve(path);
    try {
      return new PrintStream(
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          true,
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      world.err().println("The log cannot be written to " + file + ": " + e.getMessage());
      return world.err();
    }
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.ProviderLogged logged
        && logged.level().getSeverity() >= least.getSeverity()) {
      out.println(
          "%s [%s] %s: %s"
              .formatted(
                  logged.at(),
                  logged.level() == Level.WARNING ? "WARN" : logged.level().getName(),
                  logged.provider(),
                  ControlSequences.strip(logged.message())));
    }
  }
}
