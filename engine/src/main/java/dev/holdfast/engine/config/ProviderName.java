package dev.holdfast.engine.config;

import dev.holdfast.hcl.diagnostic.SourceRange;
import java.util.Locale;
import java.util.regex.Pattern;

/// The rule for names of providers and of namespaces: letters, digits and single dashes inside, as
/// in a host name; upper case is not kept.
final class ProviderName {
  private static final Pattern VALID = Pattern.compile("[\\p{L}\\p{N}]+(?:-[\\p{L}\\p{N}]+)*");

  private ProviderName() {}

  static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }

  /// The name as it is compared.
  static String normal(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Notes an error unless a module may use the name for a provider.
  static boolean check(String name, SourceRange range, Decoding decoding) {
    if (!isValid(name)) {
      decoding.error(
          "Invalid provider local name",
          ("%s is an invalid provider local name: it may have only letters, digits, and"
                  + " single dashes between them.")
              .formatted(name),
          range);
      return false;
    }
    if (!normal(name).equals(name)) {
      decoding.error(
          "Invalid provider local name",
          "Provider names must be normalized. Replace \"%s\" with \"%s\" to fix this error."
              .formatted(name, normal(name)),
          range);
      return false;
    }
    return true;
  }
}
