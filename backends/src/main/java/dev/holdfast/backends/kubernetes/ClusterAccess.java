package dev.holdfast.backends.kubernetes;

import java.net.URI;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// How to get into a cluster. Holds secrets.
///
/// @param server the address of its API
/// @param headers that say who asks
/// @param security certificates to trust and to show; null for those of the machine
record ClusterAccess(URI server, Map<String, String> headers, @Nullable SSLContext security) {
  ClusterAccess {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return "ClusterAccess[" + server.getHost() + "]";
  }
}
