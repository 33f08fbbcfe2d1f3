package dev.holdfast.registry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HTTPS_PROXY", "http://user:secret@proxy.example:3128",
          "http_proxy", "plain.example",
          "NO_PROXY", "internal.example, .corp.example,*.lan, exact.example:8443");

  @ParameterizedTest
  @CsvSource({
    "https://registry.opentofu.org/, proxy.example:3128",
    "http://a.example/, plain.example:80",
    "https://internal.example/, direct",
    "https://a.internal.example/, direct",
    "https://notinternal.example/, proxy.example:3128",
    "https://a.corp.example/, direct",
    "https://b.lan/, direct",
    "https://exact.example:8443/, direct",
    "https://exact.example/, proxy.example:3128",
    "https://localhost:8443/, direct",
    "https://127.0.0.1/, direct",
  })
  void choosesAProxy(String address, String expected) {
    Proxy proxy = Proxies.of(ENVIRONMENT).select(URI.create(address)).getFirst();
    String chosen =
        proxy.address() instanceof InetSocketAddress at
            ? at.getHostString() + ":" + at.getPort()
            : "direct";
    assertThat(chosen).isEqualTo(expected);
  }
}
