package dev.holdfast.registry.settings;

import dev.holdfast.engine.address.ProviderSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which providers an installation method is for.
///
/// @param include empty for all
/// @param exclude wins over what is included
public record ProviderPatterns(List<Pattern> include, List<Pattern> exclude) {
  /// All providers.
  public static final ProviderPatterns ALL = new ProviderPatterns(List.of(), List.of());

  /// A source, each part of which may be `*`.
  public record Pattern(String host, String namespace, String type) {
    private static final String ANY = "*";

    boolean matches(ProviderSource source) {
      return matches(host, source.host())
          && matches(namespace, source.namespace())
          && matches(type, source.type());
    }

    private static boolean matches(String pattern, String name) {
      return pattern.equals(ANY) || pattern.equals(name);
    }

    @Override
    public String toString() {
      return host + "/" + namespace + "/" + type;
    }
  }

  public ProviderPatterns {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  public boolean matches(ProviderSource source) {
    return matches(source, Optional.empty());
  }

  /// Whether a provider is meant that has perhaps another address too: it is included, or excluded,
  /// by either.
  public boolean matches(ProviderSource source, Optional<ProviderSource> alias) {
    List<ProviderSource> names = Stream.concat(Stream.of(source), alias.stream()).toList();
    return (include.isEmpty() || anyMatches(include, names)) && !anyMatches(exclude, names);
  }

  private static boolean anyMatches(List<Pattern> patterns, List<ProviderSource> names) {
    return patterns.stream().anyMatch(each -> names.stream().anyMatch(each::matches));
  }
}
