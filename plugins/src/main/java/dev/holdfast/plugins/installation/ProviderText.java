package dev.holdfast.plugins.installation;

import dev.holdfast.engine.address.ProviderSource;

/// Sources of providers as people write them.
public final class ProviderText {
  private ProviderText() {}

  /// Without the host where it is the one that a source without a host means.
  public static String of(ProviderSource source) {
    return source.host().equals(ProviderSource.DEFAULT_HOST)
        ? source.namespace() + "/" + source.type()
        : source.toString();
  }
}
