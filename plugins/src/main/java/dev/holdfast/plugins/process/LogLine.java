package dev.holdfast.plugins.process;

import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import java.lang.System.Logger.Level;
import java.util.Locale;

/// One line of a program's log. Programs write JSON with `@level` and `@message`, or text that may
/// begin with `[LEVEL]`.
///
/// @param message for a person; what else a JSON line says is behind it as `name=value`
public record LogLine(Level level, String message) {

  /// Takes lines as they come, from several threads. Must return soon.
  @FunctionalInterface
  public interface Sink {
    /// Drops everything.
    Sink NONE = line -> {};

    void accept(LogLine line);
  }

  /// @param fallback the level of a line that names none
  static LogLine parse(String line, Level fallback) {
    if (line.startsWith("{")) {
      try {
        if (ValueJson.decodeImplied(line) instanceof ObjectValue object) {
          return parse(object, fallback);
        }
      } catch (CodecException notJson) {
        // Then it is text.
      }
    }
    int end = line.indexOf(']');
    if (line.startsWith("[") && end > 0 && end < 8) {
      String name = line.substring(1, end);
      Level level = level(name, fallback);
      return new LogLine(level, line.substring(end + 1).strip());
    }
    if (line.startsWith("panic: ") || line.startsWith("fatal error: ")) {
      return new LogLine(Level.ERROR, line);
    }
    return new LogLine(fallback, line);
  }

  private static LogLine parse(ObjectValue object, Level fallback) {
    StringBuilder message = new StringBuilder();
    StringBuilder rest = new StringBuilder();
    Level level = fallback;
    for (var each : object.attributes().entrySet()) {
      String text = each.getValue() instanceof StringValue string ? string.value() : "";
      switch (each.getKey()) {
        case "@level" -> level = level(text, fallback);
        case "@message" -> message.append(text);
        case "@timestamp", "@caller" -> {}
        default -> {
          if (!text.isEmpty()) {
            rest.append(' ').append(each.getKey()).append('=').append(text);
          }
        }
      }
    }
    return new LogLine(level, message.append(rest).toString());
  }

  private static Level level(String name, Level fallback) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "trace" -> Level.TRACE;
      case "debug" -> Level.DEBUG;
      case "info" -> Level.INFO;
      case "warn", "warning" -> Level.WARNING;
      case "error", "err" -> Level.ERROR;
      default -> fallback;
    };
  }
}
