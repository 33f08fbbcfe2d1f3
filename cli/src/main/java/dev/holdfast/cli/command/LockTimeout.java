package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.Arguments;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long to wait for a lock: `-lock-timeout=1m30s`.
final class LockTimeout {
  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

  private LockTimeout() {}

  /// The duration of the flag, zero without it; what is not one is reported.
  static Duration of(Arguments arguments, Diagnostics diagnostics) {
    Optional<String> text = arguments.text(CommonFlags.LOCK_TIMEOUT);
    if (text.isEmpty() || text.get().equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(text.get());
    if (text.get().isEmpty() || !matcher.matches()) {
      diagnostics.add(
          Diagnostic.error(
              "Invalid value for a flag",
              "The flag -lock-timeout takes a duration such as 30s, 5m or 1h30m, not \""
                  + text.get()
                  + "\"."));
      return Duration.ZERO;
    }
    return Duration.ofHours(number(matcher.group(1)))
        .plusMinutes(number(matcher.group(2)))
        .plusSeconds(number(matcher.group(3)));
  }

  private static long number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
