package dev.holdfast.engine.address;

import java.util.Comparator;

/// Where a provider comes from: `HOST/NAMESPACE/TYPE`.
public record ProviderSource(String host, String namespace, String type)
    implements Comparable<ProviderSource> {
  /// The registry that a source without a host means.
  public static final String DEFAULT_HOST = "registry.opentofu.org";

  private static final Comparator<ProviderSource> ORDER =
      Comparator.comparing(ProviderSource::host)
          .thenComparing(ProviderSource::namespace)
          .thenComparing(ProviderSource::type);

  /// What a provider's local name means where nothing else is said.
  public static ProviderSource implied(String localName) {
    return switch (localName) {
      case "terraform" -> new ProviderSource("terraform.io", "builtin", "terraform");
      case "host", "lab" -> new ProviderSource("holdfast.dev", "builtin", localName);
      default -> new ProviderSource(DEFAULT_HOST, "hashicorp", localName);
    };
  }

  /// Whether the engine brings this provider itself.
  public boolean isBuiltIn() {
    return namespace.equals("builtin");
  }

  @Override
  public int compareTo(ProviderSource other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return host + "/" + namespace + "/" + type;
  }
}
