package dev.holdfast.registry.web;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What to ask a web server for.
///
/// @param address `https`, or `http` where a server wants it so
/// @param token sent as a bearer token to the server of the address, and to no other that it may
///   redirect to
/// @param headers in addition
public record WebRequest(URI address, Optional<String> token, Map<String, String> headers) {
  public WebRequest {
    headers = Map.copyOf(headers);
  }

  public static WebRequest of(URI address) {
    return new WebRequest(address, Optional.empty(), Map.of());
  }

  public WebRequest with(Optional<String> newToken) {
    return new WebRequest(address, newToken, headers);
  }

  public WebRequest withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new WebRequest(address, token, more);
  }

  /// The same at another address of the server.
  public WebRequest to(URI newAddress) {
    return new WebRequest(newAddress, token, headers);
  }

  /// The same at the address that a server redirects to. What shows who asks stays with its server,
  /// and a token goes nowhere unencrypted.
  WebRequest redirected(URI to) {
    boolean same =
        to.getScheme().equalsIgnoreCase(address.getScheme())
            && to.getHost().equalsIgnoreCase(address.getHost())
            && to.getPort() == address.getPort();
    Map<String, String> others = new TreeMap<>(headers);
    if (!same) {
      others.keySet().removeIf(WebRequest::isSecret);
    }
    return new WebRequest(to, same ? token : Optional.empty(), others);
  }

  private static boolean isSecret(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return name.equals("authorization") || name.startsWith("x-amz-");
  }

  /// Says nothing of the token.
  @Override
  public String toString() {
    return address.toString();
  }
}
