package dev.holdfast.hosts.operation;

import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.Response;
import java.util.List;

/// Diagnostics from the errors a fragment printed.
final class Failures {
  private static final int MOST_LINES = 25;

  private Failures() {}

  static Diagnostic of(String summary, Host host, Response response) {
    String said = lastLines(response.errors().isBlank() ? response.output() : response.errors());
    return Diagnostic.error(
        summary,
        "On "
            + host.address().text()
            + ", exit code "
            + response.exitCode()
            + (said.isEmpty() ? "." : ":\n" + said));
  }

  /// The last lines without control characters.
  static String lastLines(String text) {
    List<String> lines = printable(text).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
  }

  /// Text of a host as it may be shown on a terminal: control characters become `?`.
  static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString().strip();
  }
}
