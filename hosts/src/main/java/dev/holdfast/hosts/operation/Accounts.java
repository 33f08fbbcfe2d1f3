package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Response;
import java.util.Optional;
import java.util.regex.Pattern;

/// What users and groups have in common.
final class Accounts {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}\\$?");

  /// Prints the line of a user or group, or nothing. Small hosts have no getent.
  static final String LOOKUP =
      """
      lookup() {
        if command -v getent >/dev/null; then getent "$1" "$2"; else grep "^$2:" "/etc/$1"; fi
        case $? in 0 | 1 | 2) return 0 ;; *) return 1 ;; esac
      }
      """;

  private Accounts() {}

  static void requireName(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a name of a user or group: " + name);
    }
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /// The fields of the first line, or empty if there is none.
  static Optional<String[]> fields(Response response) {
    return response.output().lines().findFirst().map(line -> line.split(":", -1));
  }
}
