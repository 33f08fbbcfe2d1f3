package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.ShellText;
import java.util.Optional;

/// What files and folders have in common.
final class Paths {
  private Paths() {}

  static void requireAbsolute(String path) {
    if (!path.startsWith("/") || path.indexOf('\0') >= 0 || path.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("not an absolute path: " + path);
    }
  }

  /// Adds the attributes of the access that differ; an empty wish never does.
  static void access(
      Difference.Builder difference,
      PathState.Access current,
      Optional<FileMode> mode,
      Optional<String> owner,
      Optional<String> group) {
    mode.ifPresent(wanted -> difference.attribute("mode", current.mode(), wanted));
    owner
        .filter(wanted -> !current.owner().is(wanted))
        .ifPresent(wanted -> difference.attribute("owner", current.owner(), wanted));
    group
        .filter(wanted -> !current.group().is(wanted))
        .ifPresent(wanted -> difference.attribute("group", current.group(), wanted));
  }

  /// Commands that give an existing path the access that is wanted.
  static String accessScript(
      String path,
      PathState.Access current,
      Optional<FileMode> mode,
      Optional<String> owner,
      Optional<String> group) {
    StringBuilder script = new StringBuilder("set -e\n");
    String ownership =
        owner.filter(wanted -> !current.owner().is(wanted)).orElse("")
            + group.filter(wanted -> !current.group().is(wanted)).map(g -> ":" + g).orElse("");
    if (!ownership.isEmpty()) {
      script.append("chown %s %s\n".formatted(ShellText.quote(ownership), ShellText.quote(path)));
    }
    // chown clears set-user and set-group bits, so the mode is given after it.
    FileMode wanted = mode.orElse(current.mode());
    if (!wanted.equals(current.mode()) || !ownership.isEmpty()) {
      script.append("chmod %s %s\n".formatted(wanted, ShellText.quote(path)));
    }
    return script.toString();
  }
}
