package dev.holdfast.modules;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A web server on this machine that answers with what it was given.
final class ModuleServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, String> authorizations = new ConcurrentHashMap<>();
  private final Map<String, String> required = new ConcurrentHashMap<>();
  private final Map<String, String> challenges = new ConcurrentHashMap<>();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(int status, Map<String, String> headers, byte[] body) {}

  private ModuleServer(HttpServer server) {
    this.server = server;
  }

  static ModuleServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ModuleServer modules = new ModuleServer(server);
    server.createContext("/", modules::answer);
    server.start();
    return modules;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// The paths and queries that were asked for.
  List<String> requests() {
    return List.copyOf(requests);
  }

  void give(String path, byte[] body) {
    answers.put(path, new Answer(200, Map.of(), body));
  }

  /// The value of `Authorization` that a request for a path came with last; empty for none.
  String authorization(String path) {
    return authorizations.getOrDefault(path, "");
  }

  /// From now on, a path is only for those who show that they may.
  ///
  /// @param challenge what others are told
  void protect(String path, String authorization, String challenge) {
    required.put(path, authorization);
    challenges.put(path, challenge);
  }

  void give(String path, String body) {
    give(path, body.getBytes(StandardCharsets.UTF_8));
  }

  void lead(String path, String location) {
    answers.put(path, new Answer(204, Map.of("X-Terraform-Get", location), new byte[0]));
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestURI().toString());
    String path = exchange.getRequestURI().getPath();
    Answer answer = answers.get(path);
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.put(path, shown == null ? "" : shown);
    try (exchange) {
      String wanted = required.get(path);
      if (wanted != null && !wanted.equals(shown)) {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenges.getOrDefault(path, ""));
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      if (answer == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      if (answer.body().length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
