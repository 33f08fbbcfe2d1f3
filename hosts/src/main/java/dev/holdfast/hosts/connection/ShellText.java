package dev.holdfast.hosts.connection;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text that means itself to a POSIX shell.
public final class ShellText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private ShellText() {}

  /// One word with exactly this value. Plain words stay as they are, so that a script can be read.
  ///
  /// @throws IllegalArgumentException if the value holds a NUL character, which no word can
  public static String quote(String value) {
    return PLAIN.matcher(value).matches() ? value : quoteAlways(value);
  }

  /// The values as words with a space between.
  public static String quoteAll(Collection<String> values) {
    return values.stream().map(ShellText::quote).collect(Collectors.joining(" "));
  }

  static String quoteAlways(String value) {
    requireNoNul(value);
    return "'" + value.replace("'", "'\\''") + "'";
  }

  /// Lines that set and export the variables, in the order of the map.
  ///
  /// @throws IllegalArgumentException if a name is not a shell variable's name
  static String exports(Map<String, String> environment) {
    StringBuilder lines = new StringBuilder();
    environment.forEach((name, value) -> {
      if (!isVariableName(name)) {
        throw new IllegalArgumentException("not the name of a variable: " + name);
      }
      lines.append("export ").append(name).append('=').append(quote(value)).append('\n');
    });
    return lines.toString();
  }

  /// Whether an environment variable of this name can be set by a shell.
  public static boolean isVariableName(String name) {
    return VARIABLE.matcher(name).matches();
  }

  static void requireNoNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL character cannot be part of a shell script");
    }
  }
}
