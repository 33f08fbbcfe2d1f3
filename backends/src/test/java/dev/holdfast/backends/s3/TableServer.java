package dev.holdfast.backends.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/// The calls of DynamoDB and of the security token service that a backend makes, in memory.
final class TableServer implements AutoCloseable {
  private final HttpServer server;

  /// The attributes of each item as JSON, by its key.
  private final Map<String, String> items = new TreeMap<>();

  private final List<String> roles = new ArrayList<>();
  private String accessKey = "key";

  TableServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  synchronized Map<String, String> items() {
    return new TreeMap<>(items);
  }

  synchronized void remove(String key) {
    items.remove(key);
  }

  /// The bodies of the requests for roles.
  synchronized List<String> roles() {
    return List.copyOf(roles);
  }

  /// Whoever asks for the table must have this key.
  synchronized void onlyFor(String newAccessKey) {
    accessKey = newAccessKey;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      byte[] answer =
          (target == null ? token(body) : table(exchange, target, body))
              .getBytes(StandardCharsets.UTF_8);
      boolean refused = new String(answer, StandardCharsets.UTF_8).contains("__type");
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      exchange.sendResponseHeaders(refused ? 400 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private synchronized String token(String body) {
    roles.add(URLDecoder.decode(body, StandardCharsets.UTF_8));
    return """
    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <Credentials><AccessKeyId>rolekey</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>2100-01-01T00:00:00Z</Expiration></Credentials>
    </AssumeRoleResult></AssumeRoleResponse>\
    """;
  }

  private synchronized String table(HttpExchange exchange, String target, String body) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null
        || !authorization.contains("Credential=" + accessKey + "/")
        || !authorization.contains("/dynamodb/aws4_request")) {
      return "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\"}";
    }
    Request request = Request.of(body);
    String present = items.get(request.key);
    return switch (target.substring(target.indexOf('.') + 1)) {
      case "PutItem" -> {
        if (request.onlyNew && present != null) {
          yield "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\",\"message\":\"The conditional request failed\"}";
        }
        items.put(request.key, request.item);
        yield "{}";
      }
      case "GetItem" -> present == null ? "{}" : "{\"Item\":" + present + "}";
      case "DeleteItem" -> {
        items.remove(request.key);
        yield "{}";
      }
      default -> "{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}";
    };
  }

  private record Request(String key, String item, boolean onlyNew) {
    static Request of(String body) {
      String[] found = {"", "", ""};
      try (JsonInput in = new JsonInput(body.getBytes(StandardCharsets.UTF_8), "request")) {
        in.document(() ->
            in.object(member -> {
              switch (member) {
                case "Item", "Key" ->
                    found[1] = new String(in.raw().bytes(), StandardCharsets.UTF_8);
                case "ConditionExpression" -> found[2] = in.text();
                default -> in.skip();
              }
            }));
        found[0] = texts(found[1]).getOrDefault("LockID", "");
      } catch (DamagedJsonException damaged) {
        throw new IllegalArgumentException(damaged);
      }
      return new Request(found[0], found[1], found[2].contains("attribute_not_exists"));
    }
  }

  /// The texts of an item.
  static Map<String, String> texts(String item) throws DamagedJsonException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (JsonInput in = new JsonInput(item.getBytes(StandardCharsets.UTF_8), "item")) {
      in.document(() -> in.object(name -> in.object(kind -> texts.put(name, in.text()))));
    }
    return texts;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
