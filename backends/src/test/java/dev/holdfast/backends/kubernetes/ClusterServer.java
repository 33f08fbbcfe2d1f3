package dev.holdfast.backends.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The calls of the API of a cluster that a state needs, in memory.
final class ClusterServer implements AutoCloseable {
  private static final Pattern PATH =
      Pattern.compile(
          "/api(?:s/coordination\\.k8s\\.io)?/v1/namespaces/infra/(secrets|leases)(?:/(.+))?");

  private final HttpServer server;
  private final Map<String, ClusterObject> objects = new TreeMap<>();
  private int version = 100;

  ClusterServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  synchronized List<String> names() {
    return List.copyOf(objects.keySet());
  }

  synchronized ClusterObject object(String name) {
    return java.util.Objects.requireNonNull(objects.get(name));
  }

  /// Takes the lease away from whoever has it.
  synchronized void release(String name) {
    ClusterObject lease = object(name);
    store(name, lease, "");
  }

  private void store(String key, ClusterObject object, String holder) {
    version++;
    objects.put(
        key,
        new ClusterObject(
            object.kind(),
            object.name(),
            Integer.toString(version),
            object.labels(),
            object.annotations(),
            object.data(),
            holder));
  }

  private record Answer(int status, String body) {}

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = answer(exchange, body);
      byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private synchronized Answer answer(HttpExchange exchange, byte[] body) throws IOException {
    if (!"Bearer token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return new Answer(401, "{\"message\":\"Unauthorized\"}");
    }
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      return new Answer(404, "{\"message\":\"no such path\"}");
    }
    Cluster.Kind kind = path.group(1).equals("secrets") ? Cluster.Kind.SECRET : Cluster.Kind.LEASE;
    String name = path.group(2);
    return switch (exchange.getRequestMethod()) {
      case "GET" -> name == null ? list(exchange, kind) : get(name);
      case "POST" -> create(ClusterObject.read(kind, body));
      case "PUT" -> replace(ClusterObject.read(kind, body));
      case "DELETE" -> new Answer(objects.remove(name) == null ? 404 : 200, "{}");
      default -> new Answer(405, "");
    };
  }

  private static String text(ClusterObject object) {
    return new String(object.text(), StandardCharsets.UTF_8);
  }

  private Answer get(String name) {
    ClusterObject object = objects.get(name);
    return object == null ? new Answer(404, "{}") : new Answer(200, text(object));
  }

  private Answer list(HttpExchange exchange, Cluster.Kind kind) {
    String selector = exchange.getRequestURI().getQuery();
    return new Answer(
        200,
        objects.values().stream()
            .filter(each -> each.kind() == kind)
            .filter(each ->
                selector.equals(
                    "labelSelector=tfstate=%s,tfstateSecretSuffix=%s"
                        .formatted(
                            each.labels().get("tfstate"),
                            each.labels().get("tfstateSecretSuffix"))))
            .map(ClusterServer::text)
            .collect(Collectors.joining(",", "{\"kind\":\"List\",\"items\":[", "]}")));
  }

  private Answer create(ClusterObject object) {
    if (objects.containsKey(object.name())) {
      return new Answer(409, "{\"message\":\"already exists\"}");
    }
    store(object.name(), object, object.holder());
    return new Answer(201, text(object(object.name())));
  }

  private Answer replace(ClusterObject object) {
    ClusterObject present = objects.get(object.name());
    if (present == null) {
      return new Answer(404, "{\"message\":\"not found\"}");
    }
    if (!present.version().equals(object.version())) {
      return new Answer(409, "{\"message\":\"the object has been modified\"}");
    }
    store(object.name(), object, object.holder());
    return new Answer(200, text(object(object.name())));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
