package dev.holdfast.backends.http;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where and how a server keeps a state.
///
/// @param lock null where it cannot be locked
/// @param unlock null where it cannot be unlocked
/// @param headers for every request; may hold secrets
record HttpEndpoint(
    URI address,
    String updateMethod,
    @Nullable URI lock,
    String lockMethod,
    @Nullable URI unlock,
    String unlockMethod,
    Map<String, String> headers) {
  HttpEndpoint {
    headers = Map.copyOf(headers);
  }

  /// The address without what may be secret in it.
  String shown() {
    int port = address.getPort();
    return "%s://%s%s%s"
        .formatted(
            address.getScheme(),
            address.getHost(),
            port < 0 ? "" : ":" + port,
            address.getRawPath() == null ? "" : address.getRawPath());
  }

  /// The address to write to while a lock is held.
  URI locked(String lockId) {
    String text = address.toString();
    return URI.create(text + (address.getRawQuery() == null ? "?" : "&") + "ID=" + lockId);
  }

  @Override
  public String toString() {
    return "HttpEndpoint[" + shown() + "]";
  }
}
