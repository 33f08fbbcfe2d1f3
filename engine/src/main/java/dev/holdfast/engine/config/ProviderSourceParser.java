package dev.holdfast.engine.config;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.diagnostic.SourceRange;
import dev.holdfast.hcl.syntax.Parsed;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the source of a provider: `TYPE`, `NAMESPACE/TYPE` or `HOST/NAMESPACE/TYPE`.
public final class ProviderSourceParser {
  private static final Pattern HOST =
      Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?(:[0-9]{1,5})?");

  private final Decoding decoding;
  private final SourceRange range;

  ProviderSourceParser(Decoding decoding, SourceRange range) {
    this.decoding = decoding;
    this.range = range;
  }

  /// Reads a source that stands somewhere else than in a configuration.
  ///
  /// @param range where it stands
  public static Parsed<@Nullable ProviderSource> parse(String text, SourceRange range) {
    Diagnostics diagnostics = new Diagnostics();
    ProviderSource source = new ProviderSourceParser(new Decoding(diagnostics), range).parse(text);
    return new Parsed<>(source, diagnostics.list());
  }

  /// The source; null after a fault.
  @Nullable ProviderSource parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > 3) {
      return refuse(
          "Invalid provider source string",
          "The \"source\" attribute must be in the format \"[hostname/][namespace/]name\".");
    }
    String type = parts[parts.length - 1];
    String namespace = parts.length > 1 ? parts[parts.length - 2] : "hashicorp";
    String host = parts.length > 2 ? parts[0] : ProviderSource.DEFAULT_HOST;
    if (!HOST.matcher(host).matches()) {
      return refuse(
          "Invalid provider source hostname",
          "The provider source \"%s\" has an invalid hostname, \"%s\".".formatted(text, host));
    }
    if (!ProviderName.isValid(namespace)) {
      return refuse(
          "Invalid provider namespace",
          ("The provider source \"%s\" has an invalid namespace, \"%s\": it may have only"
                  + " letters, digits, and single dashes between them.")
              .formatted(text, namespace));
    }
    if (!ProviderName.isValid(type)) {
      return refuse(
          "Invalid provider type",
          ("The provider source \"%s\" has an invalid type, \"%s\": it may have only"
                  + " letters, digits, and single dashes between them.")
              .formatted(text, type));
    }
    for (String prefix : new String[] {"terraform-provider-", "terraform-"}) {
      if (type.startsWith(prefix)) {
        return refuse(
            "Invalid provider type",
            ("The provider source \"%s\" has a type with the prefix \"%s\", which is not"
                    + " valid. Although that prefix is often used in the names of version control"
                    + " repositories for providers, the source must not have it. Did you mean"
                    + " \"%s\"?")
                .formatted(text, prefix, withoutPrefix(text, prefix)));
      }
    }
    if (parts.length == 1 && type.equals("terraform")) {
      return ProviderSource.implied("terraform");
    }
    return new ProviderSource(
        host.toLowerCase(Locale.ROOT), ProviderName.normal(namespace), ProviderName.normal(type));
  }

  private static String withoutPrefix(String text, String prefix) {
    int type = text.lastIndexOf('/') + 1;
    return text.substring(0, type) + text.substring(type + prefix.length());
  }

  private @Nullable ProviderSource refuse(String summary, String detail) {
    decoding.error(summary, detail, range);
    return null;
  }
}
