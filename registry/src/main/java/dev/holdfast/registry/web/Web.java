package dev.holdfast.registry.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Reads from web servers. Connects to nothing and loads nothing before the first request. Safe for
/// use by many threads, which share its connections.
///
/// ```
/// try (Web web = new Web(WebSettings.standard("Holdfast/1.0"), environment)) {
///   byte[] body = web.read(WebRequest.of(address), 1 << 20).body();
/// }
/// ```
public final class Web implements AutoCloseable {
  private static final int MOST_REDIRECTS = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final WebSettings settings;
  private final Map<String, String> environment;
  private @Nullable HttpClient client;

  /// @param environment for proxies and certificates
  public Web(WebSettings settings, Map<String, String> environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /// The same patience and connections' settings with another number of retries. It has connections
  /// of its own.
  public Web withRetries(int count) {
    return new Web(settings.withRetries(count), environment);
  }

  /// Something that may fail in a way that is worth another try.
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws WebException, InterruptedException;
  }

  /// Reads a whole answer into memory.
  ///
  /// @param limit the most bytes that it may have
  /// @throws WebException if there is none, it is no success, or it is larger
  public WebReply read(WebRequest request, int limit) throws WebException, InterruptedException {
    return retrying(() -> {
      Answer answer = send(request);
      try (StallGuard body = new StallGuard(answer.body(), settings.timeout())) {
        byte[] bytes = body.in().readNBytes(limit + 1);
        if (bytes.length > limit) {
          throw WebException.lasting(
              server(request.address()) + " answered with more than " + limit + " bytes");
        }
        return new WebReply(
            answer.address(), answer.response().statusCode(), answer.response().headers(), bytes);
      } catch (WebException known) {
        throw known;
      } catch (IOException broken) {
        throw broken(request.address(), broken);
      }
    });
  }

  /// Asks once and gives whatever the server answers, also a refusal. Follows no redirect.
  ///
  /// @param limit the most bytes that are read of the answer
  public WebReply ask(WebRequest request, int limit) throws WebException, InterruptedException {
    HttpResponse<InputStream> response = sendOnce(request);
    try (StallGuard body = new StallGuard(response.body(), settings.timeout())) {
      return new WebReply(
          request.address(),
          response.statusCode(),
          response.headers(),
          body.in().readNBytes(limit));
    } catch (IOException broken) {
      throw broken(request.address(), broken);
    }
  }

  WebSettings settings() {
    return settings;
  }

  /// Runs something until it succeeds, fails for good, or was tried often enough.
  <T> T retrying(Attempt<T> attempt) throws WebException, InterruptedException {
    Duration pause = settings.pause();
    for (int left = settings.retries(); ; left--) {
      try {
        return attempt.run();
      } catch (WebException fault) {
        if (left <= 0 || !fault.isTransient()) {
          throw fault;
        }
      }
      Thread.sleep(pause);
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
  }

  /// An answer that is a success.
  record Answer(URI address, HttpResponse<InputStream> response) {
    InputStream body() {
      return response.body();
    }
  }

  /// Sends a request and follows redirects. The caller closes the body.
  Answer send(WebRequest request) throws WebException, InterruptedException {
    WebRequest current = request;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpResponse<InputStream> response = sendOnce(current);
      int status = response.statusCode();
      if (status >= 200 && status < 300) {
        return new Answer(current.address(), response);
      }
      close(response);
      Optional<String> location = response.headers().firstValue("location");
      boolean redirects =
          status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
      if (!redirects || location.isEmpty()) {
        throw WebException.ofStatus(status, server(current.address()));
      }
      current = current.redirected(redirect(current.address(), location.get()));
    }
    throw WebException.lasting(server(request.address()) + " redirects without end");
  }

  private static URI redirect(URI from, String location) throws WebException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException invalid) {
      throw WebException.lasting(server(from) + " redirects to an invalid address");
    }
    boolean secure = "https".equalsIgnoreCase(to.getScheme());
    boolean allowed =
        secure
            || ("http".equalsIgnoreCase(to.getScheme())
                && !"https".equalsIgnoreCase(from.getScheme()));
    if (!allowed || to.getHost() == null) {
      throw WebException.lasting(server(from) + " redirects to an address that is not https");
    }
    return to;
  }

  private HttpResponse<InputStream> sendOnce(WebRequest request)
      throws WebException, InterruptedException {
    HttpRequest.Builder builder;
    try {
      builder = HttpRequest.newBuilder(request.address());
    } catch (IllegalArgumentException invalid) {
      throw WebException.lasting(request.address() + " is no address of a web server");
    }
    builder.timeout(settings.timeout()).header("User-Agent", settings.userAgent());
    request.headers().forEach(builder::setHeader);
    if ("https".equalsIgnoreCase(request.address().getScheme())) {
      request.token().ifPresent(token -> builder.setHeader("Authorization", "Bearer " + token));
    }
    try {
      return client().send(builder.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (WebException known) {
      throw known;
    } catch (IOException fault) {
      throw broken(request.address(), fault);
    }
  }

  /// What a broken connection means to the user.
  static WebException broken(URI address, IOException fault) {
    String server = server(address);
    return switch (fault) {
      case HttpConnectTimeoutException _ ->
          WebException.passing(server + " did not take the connection in time");
      case HttpTimeoutException _ -> WebException.passing(server + " did not answer in time");
      case SSLException untrusted ->
          WebException.lasting(
              "the connection to " + server + " is not secure: " + untrusted.getMessage());
      case ConnectException refused ->
          isUnresolved(refused)
              ? WebException.lasting("the host name " + address.getHost() + " cannot be resolved")
              : WebException.passing("no connection to " + server + " can be made");
      default ->
          WebException.passing("the connection to " + server + " broke: " + fault.getMessage());
    };
  }

  private static boolean isUnresolved(Throwable fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  /// The host and port of an address, without whatever secrets its path and query may have.
  public static String server(URI address) {
    String host = String.valueOf(address.getHost());
    return address.getPort() < 0 ? host : host + ":" + address.getPort();
  }

  static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException | UncheckedIOException alreadyBroken) {
      // Nothing is read from it.
    }
  }

  private synchronized HttpClient client() throws WebException {
    HttpClient open = client;
    if (open == null) {
      Proxies proxies = Proxies.of(environment);
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(settings.timeout())
              .proxy(proxies)
              .sslContext(TrustedCertificates.context(environment));
      proxies
          .authenticator()
          .ifPresent(authenticator -> {
            // The JDK refuses passwords for tunnels unless told otherwise, before its first use.
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
            builder.authenticator(authenticator);
          });
      open = builder.build();
      client = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
      client = null;
    }
  }
}
