package dev.holdfast.registry.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebTest {
  private static final WebSettings PATIENT =
      new WebSettings("Holdfast/test", Duration.ofSeconds(60), 1, Duration.ofMillis(1));

  @TempDir Path directory;
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch done = new CountDownLatch(1);
  private HttpServer server;

  /// What the server does with a request.
  @FunctionalInterface
  private interface Answer {
    void give(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answers.remove().give(exchange);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    done.countDown();
    server.stop(0);
    executor.shutdownNow();
  }

  @Test
  void triesAgainAfterAFaultThatMayPass() throws Exception {
    answers.add(exchange -> exchange.sendResponseHeaders(503, -1));
    answers.add(exchange -> send(exchange, "text"));
    try (Web web = new Web(PATIENT, Map.of())) {
      assertThat(web.read(request(), 100).text()).isEqualTo("text");
    }
  }

  @Test
  void doesNotTryAgainWhatIsNotThere() {
    answers.add(exchange -> exchange.sendResponseHeaders(404, -1));
    try (Web web = new Web(PATIENT, Map.of())) {
      assertThatThrownBy(() -> web.read(request(), 100))
          .isInstanceOfSatisfying(
              WebException.class, fault -> assertThat(fault.status()).isEqualTo(404));
    }
  }

  @Test
  void refusesMoreThanItCanBear() {
    answers.add(exchange -> send(exchange, "too much"));
    try (Web web = new Web(PATIENT, Map.of())) {
      assertThatThrownBy(() -> web.read(request(), 3)).hasMessageContaining("more than 3 bytes");
    }
  }

  @Test
  void followsRedirectsButNotWithoutEnd() throws Exception {
    answers.add(exchange -> redirect(exchange, "/there"));
    answers.add(exchange -> send(exchange, "there"));
    try (Web web = new Web(PATIENT, Map.of())) {
      WebReply reply = web.read(request(), 100);
      assertThat(reply.address().getPath()).isEqualTo("/there");
      for (int i = 0; i < 20; i++) {
        answers.add(exchange -> redirect(exchange, "/again"));
      }
      assertThatThrownBy(() -> web.read(request(), 100)).hasMessageContaining("without end");
    }
  }

  @Test
  void keepsTokensFromServersThatAreRedirectedTo() {
    WebRequest request =
        WebRequest.of(URI.create("https://a.example/x")).with(Optional.of("secret"));
    assertThat(request.redirected(URI.create("https://a.example/y")).token()).contains("secret");
    assertThat(request.redirected(URI.create("https://b.example/y")).token()).isEmpty();
    assertThat(request.redirected(URI.create("https://a.example:8443/y")).token()).isEmpty();
    assertThat(request.toString()).doesNotContain("secret");
  }

  @Test
  void sendsNoTokenUnencrypted() throws Exception {
    String[] sent = new String[1];
    answers.add(exchange -> {
      sent[0] = exchange.getRequestHeaders().getFirst("Authorization");
      send(exchange, "text");
    });
    try (Web web = new Web(PATIENT, Map.of())) {
      web.read(request().with(Optional.of("secret")), 100);
    }
    assertThat(sent[0]).isNull();
  }

  @Test
  void givesUpOnAServerThatStopsToSend() {
    WebSettings impatient = PATIENT.withRetries(0).withTimeout(Duration.ofSeconds(1));
    answers.add(exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write(new byte[10]);
      exchange.getResponseBody().flush();
      done.await();
    });
    try (Web web = new Web(impatient, Map.of())) {
      assertThatThrownBy(() -> web.read(request(), 1000))
          .isInstanceOf(WebException.class)
          .hasMessageContaining("stopped to send");
    }
  }

  @Test
  void beginsADownloadAnewWhenTheFileHasChanged() throws Exception {
    // What the other side has not read yet is lost with the connection.
    CountDownLatch seen = new CountDownLatch(1);
    answers.add(exchange -> {
      exchange.getResponseHeaders().set("ETag", "\"one\"");
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write("old ".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      awaitSeen(seen);
      throw new IOException("cut");
    });
    String[] condition = new String[1];
    answers.add(exchange -> {
      condition[0] = exchange.getRequestHeaders().getFirst("If-Range");
      exchange.getResponseHeaders().set("ETag", "\"two\"");
      send(exchange, "new content");
    });
    Path file = directory.resolve("file");
    try (Web web = new Web(PATIENT, Map.of())) {
      Download.to(file, web, request(), 1000, (received, total) -> seen.countDown());
    }
    assertThat(file).content().isEqualTo("new content");
    assertThat(condition[0]).isEqualTo("\"one\"");
  }

  @Test
  void refusesADownloadThatIsLargerThanTheLimit() {
    answers.add(exchange -> send(exchange, "x".repeat(3 << 20)));
    try (Web web = new Web(PATIENT, Map.of())) {
      assertThatThrownBy(() ->
              Download.to(
                  directory.resolve("file"), web, request(), 1 << 20, (received, total) -> {}))
          .hasMessageContaining("more than 1 MiB");
    }
  }

  private static void awaitSeen(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  private WebRequest request() {
    return WebRequest.of(URI.create("http://localhost:" + server.getAddress().getPort() + "/file"));
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }
}
