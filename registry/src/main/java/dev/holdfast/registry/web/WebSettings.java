package dev.holdfast.registry.web;

import java.time.Duration;
import java.util.Map;

/// How patient to be with web servers.
///
/// @param userAgent how to introduce oneself
/// @param timeout until an answer begins, and between two pieces of it
/// @param retries after the first try
/// @param pause before the first retry; each further one waits twice as long
public record WebSettings(String userAgent, Duration timeout, int retries, Duration pause) {

  /// The peers wait 10 seconds and try once more.
  public static WebSettings standard(String userAgent) {
    return new WebSettings(userAgent, Duration.ofSeconds(10), 1, Duration.ofSeconds(1));
  }

  /// The same as the variables `TF_REGISTRY_DISCOVERY_RETRY` and `TF_REGISTRY_CLIENT_TIMEOUT`
  /// (seconds) want it; values that are no whole numbers do not count.
  public WebSettings with(Map<String, String> environment) {
    return withRetries(whole(environment, "TF_REGISTRY_DISCOVERY_RETRY", retries))
        .withTimeout(
            Duration.ofSeconds(
                Math.max(
                    1,
                    whole(environment, "TF_REGISTRY_CLIENT_TIMEOUT", (int) timeout.toSeconds()))));
  }

  public WebSettings withRetries(int count) {
    return new WebSettings(userAgent, timeout, count, pause);
  }

  public WebSettings withTimeout(Duration duration) {
    return new WebSettings(userAgent, duration, retries, pause);
  }

  /// The whole number that a variable has, or the fallback.
  public static int whole(Map<String, String> environment, String name, int fallback) {
    String text = environment.getOrDefault(name, "");
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : fallback;
  }
}
