package dev.holdfast.registry.discovery;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.registry.credentials.Credentials;
import dev.holdfast.registry.settings.HostName;
import dev.holdfast.registry.web.Web;
import dev.holdfast.registry.web.WebException;
import dev.holdfast.registry.web.WebReply;
import dev.holdfast.registry.web.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Finds the services of hosts. Each host is asked once; hosts whose services the user's settings
/// tell are not asked at all. Safe for use by many threads.
public final class ServiceDiscovery {
  /// Registries of providers.
  public static final String PROVIDERS = "providers.v1";

  /// Registries of modules.
  public static final String MODULES = "modules.v1";

  /// Getting tokens. What the host says of it is an object; here the service is at the host itself.
  public static final String LOGIN = "login.v1";

  private static final int LARGEST_DOCUMENT = 1 << 20;

  private final Web web;
  private final Credentials credentials;
  private final Map<String, Map<String, String>> given;
  private final Map<String, Host> hosts = new ConcurrentHashMap<>();

  /// One host, asked by one thread while the others wait.
  private static final class Host {
    private final ReentrantLock lock = new ReentrantLock();
    private boolean asked;
    private HostServices services = new HostServices("", Map.of());
  }

  /// @param given for each host the addresses of its services that need not be asked for
  public ServiceDiscovery(
      Web web, Credentials credentials, Map<String, Map<String, String>> given) {
    this.web = web;
    this.credentials = credentials;
    this.given = given;
  }

  /// The services of a host. After a fault the next call asks again.
  ///
  /// @throws IOException with a message for the user, if the host does not tell them
  public HostServices of(String name) throws IOException, InterruptedException {
    String host =
        HostName.normal(name)
            .orElseThrow(() -> new IOException("\"" + name + "\" is not the name of a host"));
    Host known = hosts.computeIfAbsent(host, key -> new Host());
    known.lock.lockInterruptibly();
    try {
      if (!known.asked) {
        known.services = given.containsKey(host) ? fromSettings(host) : ask(host);
        known.asked = true;
      }
      return known.services;
    } finally {
      known.lock.unlock();
    }
  }

  private HostServices fromSettings(String host) {
    Map<String, URI> services = new HashMap<>();
    for (Map.Entry<String, String> entry : given.getOrDefault(host, Map.of()).entrySet()) {
      if (!entry.getValue().isEmpty()) {
        address(base(host), entry.getValue())
            .ifPresent(address -> services.put(entry.getKey(), address));
      }
    }
    return new HostServices(host, services);
  }

  private static URI base(String host) {
    return URI.create("https://" + host + "/.well-known/terraform.json");
  }

  private HostServices ask(String host) throws IOException, InterruptedException {
    WebRequest request =
        WebRequest.of(base(host))
            .with(credentials.token(host))
            .withHeader("Accept", "application/json");
    WebReply reply;
    try {
      reply = web.read(request, LARGEST_DOCUMENT);
    } catch (WebException fault) {
      if (fault.status() == 404) {
        return new HostServices(host, Map.of());
      }
      throw fault;
    }
    Map<String, String> texts = new HashMap<>();
    try (JsonInput input = new JsonInput(reply.body(), host)) {
      input.document(() ->
          input.object(name -> {
            if (input.isText()) {
              texts.put(name, input.text());
            } else {
              input.skip();
              if (name.equals(LOGIN)) {
                texts.put(name, "/");
              }
            }
          }));
    } catch (DamagedJsonException damaged) {
      throw new IOException(
          host + " has a discovery document that cannot be read: " + damaged.getMessage());
    }
    Map<String, URI> services = new HashMap<>();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      address(reply.address(), entry.getValue())
          .ifPresent(address -> services.put(entry.getKey(), address));
    }
    return new HostServices(host, services);
  }

  /// An address that may be relative; empty where it is none, as if the service were not there.
  private static Optional<URI> address(URI base, String text) {
    try {
      URI address = base.resolve(text.endsWith("/") ? text : text + "/");
      boolean web =
          "https".equalsIgnoreCase(address.getScheme())
              || "http".equalsIgnoreCase(address.getScheme());
      return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException invalid) {
      return Optional.empty();
    }
  }
}
