package dev.holdfast.engine.config;

import org.jspecify.annotations.Nullable;

/// The name of a provider's function as it is called: `provider::aws::arn_parse`, or
/// `provider::aws::west::arn_parse` for that of one configuration.
///
/// @param provider the module's own name of the provider
/// @param alias empty for the default configuration
public record ProviderFunctionName(String provider, String alias, String function) {
  private static final String PREFIX = "provider::";

  /// Whether a call is one of a provider's function, well written or not.
  public static boolean isMeant(String call) {
    return call.startsWith(PREFIX);
  }

  /// The parts of the name; null where there are too few or too many.
  public static @Nullable ProviderFunctionName parse(String call) {
    String[] parts = call.split("::", -1);
    return !isMeant(call)
        ? null
        : switch (parts.length) {
          case 3 -> new ProviderFunctionName(parts[1], "", parts[2]);
          case 4 -> new ProviderFunctionName(parts[1], parts[2], parts[3]);
          default -> null;
        };
  }

  /// The name that the provider's configuration is found by: `aws` or `aws.west`.
  public String configuration() {
    return alias.isEmpty() ? provider : provider + "." + alias;
  }
}
