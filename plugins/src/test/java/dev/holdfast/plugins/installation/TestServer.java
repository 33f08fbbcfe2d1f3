package dev.holdfast.plugins.installation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A web server with https on this machine, whose certificate is in a file of its own. It notes all
/// requests.
final class TestServer implements AutoCloseable {
  private static final String PASSWORD = "password";

  private final HttpsServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, Cut> cuts = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /// @param seen whether the other side has what was sent: what it has not read is lost with the
  ///   connection
  private record Cut(int length, BooleanSupplier seen) {
    void awaitSeen() {
      for (int i = 0; i < 10_000 && !seen.getAsBoolean(); i++) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /// @param authorization empty where none was sent
  record Request(String path, String authorization, String range) {}

  private TestServer(HttpsServer server) {
    this.server = server;
  }

  /// @param certificate made by [#certificate]
  static TestServer start(Path certificate) {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(certificate.resolve("keys.p12"))) {
        keys.load(in, PASSWORD.toCharArray());
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      HttpsServer http =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.setHttpsConfigurator(new HttpsConfigurator(context));
      TestServer server = new TestServer(http);
      http.setExecutor(server.executor);
      http.createContext("/", server::handle);
      http.start();
      return server;
    } catch (IOException | GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /// Makes a certificate for `localhost` in a folder, with the tool of the JDK.
  static void certificate(Path folder) throws IOException, InterruptedException {
    String store = folder.resolve("keys.p12").toString();
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "3650",
        "-storetype",
        "PKCS12",
        "-keystore",
        store,
        "-storepass",
        PASSWORD);
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "server",
        "-keystore",
        store,
        "-storepass",
        PASSWORD,
        "-file",
        folder.resolve("certificate.pem").toString());
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(output);
    }
  }

  /// Its name as the host of providers has it.
  String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  String address(String path) {
    return "https://" + host() + path;
  }

  void put(String path, byte[] content) {
    files.put(path, content.clone());
  }

  void put(String path, String content) {
    put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  byte[] content(String path) {
    return Objects.requireNonNull(files.get(path)).clone();
  }

  /// Cuts the next answer for a path after some bytes, once they have been seen.
  void cutOnce(String path, int length, BooleanSupplier seen) {
    cuts.put(path, new Cut(length, seen));
  }

  /// Fails the next requests for a path.
  void fail(String path, int times) {
    failures.put(path, times);
  }

  void redirect(String path, String to) {
    redirects.put(path, to);
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(new Request(path, header(exchange, "Authorization"), header(exchange, "Range")));
    try (exchange) {
      if (failures.merge(path, -1, Integer::sum) >= 0) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      String redirect = redirects.get(path);
      if (redirect != null) {
        exchange.getResponseHeaders().set("Location", redirect);
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      byte @Nullable [] content = files.get(path);
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      send(exchange, path, content);
    }
  }

  private void send(HttpExchange exchange, String path, byte[] content) throws IOException {
    exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(content) + "\"");
    String range = header(exchange, "Range");
    int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    Cut cut = cuts.remove(path);
    int end = cut == null ? content.length : cut.length();
    exchange.getResponseBody().write(content, from, end - from);
    exchange.getResponseBody().flush();
    if (cut != null) {
      cut.awaitSeen();
      throw new IOException("cut");
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
