package dev.holdfast.backends.web;

import dev.holdfast.registry.aws.AwsExchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Sends requests, and sends them again where a server is busy or cannot be reached for a moment.
/// So a request may be carried out twice: each must bear that.
public final class WebClient implements AwsExchange {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final Retry retry;

  /// How often and when to send a request again.
  ///
  /// @param times after the first one
  /// @param shortest time between two; it doubles each time
  /// @param longest time between two
  public record Retry(int times, Duration shortest, Duration longest) {
    /// For servers of which nothing else is known.
    public static final Retry USUAL = new Retry(2, Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  /// @param security certificates to trust and to show; null for those of the machine
  public WebClient(Retry retry, @Nullable SSLContext security) {
    this.retry = retry;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL);
    if (security != null) {
      builder.sslContext(security);
    }
    this.client = builder.build();
  }

  /// The answer, whatever its status is.
  ///
  /// @throws IOException if the server cannot be reached, with a message for the user that has no
  ///   part of an address but its host
  @Override
  public HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    return send(request, retry.times());
  }

  @Override
  public HttpResponse<byte[]> sendOnce(HttpRequest request) throws IOException {
    return send(request, 0);
  }

  private HttpResponse<byte[]> send(HttpRequest request, int times) throws IOException {
    Duration wait = retry.shortest();
    for (int attempt = 0; ; attempt++) {
      boolean last = attempt >= times;
      try {
        HttpResponse<byte[]> response =
            client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (last || !isPassing(response.statusCode())) {
          return response;
        }
      } catch (IOException fault) {
        if (last) {
          throw described(request, fault);
        }
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
      pause(wait);
      Duration doubled = wait.multipliedBy(2);
      wait = doubled.compareTo(retry.longest()) > 0 ? retry.longest() : doubled;
    }
  }

  private static boolean isPassing(int status) {
    return status == 429 || (status >= 500 && status != 501);
  }

  private static void pause(Duration wait) throws InterruptedIOException {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static IOException described(HttpRequest request, IOException fault) {
    String host = request.uri().getHost() + portOf(request);
    String what =
        switch (fault) {
          case ConnectException refused -> "cannot connect to " + host;
          case HttpTimeoutException late -> host + " did not answer in time";
          default ->
              "%s: %s"
                  .formatted(
                      host,
                      fault.getMessage() == null
                          ? fault.getClass().getSimpleName()
                          : fault.getMessage());
        };
    return new IOException(what, fault);
  }

  private static String portOf(HttpRequest request) {
    return request.uri().getPort() < 0 ? "" : ":" + request.uri().getPort();
  }
}
