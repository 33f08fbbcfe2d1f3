package dev.holdfast.registry.web;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The proxies that the variables `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, in upper or
/// lower case. Machines' own names and addresses are reached without one.
final class Proxies extends ProxySelector {
  private final @Nullable URI https;
  private final @Nullable URI http;
  private final List<String> direct;

  private Proxies(@Nullable URI https, @Nullable URI http, List<String> direct) {
    this.https = https;
    this.http = http;
    this.direct = direct;
  }

  static Proxies of(Map<String, String> environment) {
    return new Proxies(
        address(variable(environment, "https_proxy")),
        address(variable(environment, "http_proxy")),
        List.of(variable(environment, "no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+")));
  }

  private static String variable(Map<String, String> environment, String name) {
    String lower = environment.getOrDefault(name, "");
    return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
  }

  private static @Nullable URI address(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      URI address = URI.create(text.contains("://") ? text : "http://" + text);
      return address.getHost() == null ? null : address;
    } catch (IllegalArgumentException invalid) {
      return null;
    }
  }

  @Override
  public List<Proxy> select(URI uri) {
    URI proxy = "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (proxy == null || isDirect(host, uri.getPort())) {
      return List.of(Proxy.NO_PROXY);
    }
    return List.of(
        new Proxy(
            Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy))));
  }

  private static int port(URI proxy) {
    return proxy.getPort() > 0 ? proxy.getPort() : 80;
  }

  private boolean isDirect(String host, int port) {
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return true;
    }
    for (String each : direct) {
      String rule = each.startsWith("*.") ? each.substring(1) : each;
      if (rule.equals("*") || rule.equals(host) || rule.equals(host + ":" + port)) {
        return true;
      }
      String suffix = rule.startsWith(".") ? rule : "." + rule;
      if (!rule.isEmpty() && host.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  /// Gives the user and password that stand in a proxy's address; empty where none has any.
  Optional<Authenticator> authenticator() {
    if (userInfo(https) == null && userInfo(http) == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Authenticator() {
          @Override
          protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            if (getRequestorType() != RequestorType.PROXY) {
              return null;
            }
            String https = userInfo(Proxies.this.https);
            String user = https == null ? userInfo(Proxies.this.http) : https;
            if (user == null) {
              return null;
            }
            int colon = user.indexOf(':');
            String name = colon < 0 ? user : user.substring(0, colon);
            String password = colon < 0 ? "" : user.substring(colon + 1);
            return new PasswordAuthentication(decoded(name), decoded(password).toCharArray());
          }
        });
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static @Nullable String userInfo(@Nullable URI proxy) {
    return proxy == null ? null : proxy.getRawUserInfo();
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException fault) {
    // The request itself reports the fault.
  }
}
