package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.hcl.diagnostic.Suggestion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Says which provider may have been meant by one that does not exist. Most often a module gives no
/// source for a provider that is not of HashiCorp, so that its name alone is taken for one that is.
final class SourceSuggestion {
  private static final String IMPLIED_NAMESPACE = "hashicorp";

  private SourceSuggestion() {}

  /// The provider that was meant, if it can be guessed.
  ///
  /// @param others that the configuration needs
  static Optional<ProviderSource> of(ProviderSource source, Collection<ProviderSource> others) {
    boolean implied =
        source.host().equals(ProviderSource.DEFAULT_HOST)
            && source.namespace().equals(IMPLIED_NAMESPACE);
    if (!implied) {
      return Optional.empty();
    }
    Optional<ProviderSource> elsewhere =
        others.stream()
            .filter(each -> each.type().equals(source.type()) && !each.equals(source))
            .findFirst();
    if (elsewhere.isPresent()) {
      return elsewhere;
    }
    Map<String, String> known = wellKnown();
    String type =
        known.containsKey(source.type())
            ? source.type()
            : Suggestion.of(source.type(), known.keySet()).orElse("");
    return Optional.ofNullable(known.get(type))
        .map(namespace -> new ProviderSource(ProviderSource.DEFAULT_HOST, namespace, type))
        .filter(each -> !each.equals(source));
  }

  /// The namespaces of much used providers by their types.
  private static Map<String, String> wellKnown() {
    Map<String, String> namespaces = new TreeMap<>();
    try (InputStream in =
            Objects.requireNonNull(
                SourceSuggestion.class.getResourceAsStream("well-known-providers.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int slash = line.indexOf('/');
        if (slash > 0 && !line.startsWith("#")) {
          namespaces.put(line.substring(slash + 1).strip(), line.substring(0, slash));
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return namespaces;
  }
}
