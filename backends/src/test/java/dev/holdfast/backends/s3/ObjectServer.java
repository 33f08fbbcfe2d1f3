package dev.holdfast.backends.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.registry.aws.Signature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The calls of S3 that a state needs, in memory. Lists two keys at a time.
final class ObjectServer implements AutoCloseable {
  private static final Pattern PATH = Pattern.compile("/bucket(?:/(.*))?");

  private final HttpServer server;
  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private final List<String> headers = new ArrayList<>();

  ObjectServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  synchronized void remove(String key) {
    objects.remove(key);
  }

  synchronized List<String> encryptions() {
    return List.copyOf(headers);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = answer(exchange, body);
      if (answer.tag != null) {
        exchange.getResponseHeaders().set("ETag", answer.tag);
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (head) {
        exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.body.length));
      }
      exchange.sendResponseHeaders(
          answer.status, head || answer.body.length == 0 ? -1 : answer.body.length);
      if (!head && answer.body.length > 0) {
        exchange.getResponseBody().write(answer.body);
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(int status, byte[] body, @Nullable String tag) {
    static Answer of(int status, String body) {
      return new Answer(status, body.getBytes(StandardCharsets.UTF_8), null);
    }
  }

  private synchronized Answer answer(HttpExchange exchange, byte[] body) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 Credential=key/")) {
      return Answer.of(403, "<Error><Code>AccessDenied</Code></Error>");
    }
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      return Answer.of(404, "<Error><Code>NoSuchBucket</Code></Error>");
    }
    String key = path.group(1);
    return switch (exchange.getRequestMethod()) {
      case "HEAD" -> get(key);
      case "GET" -> key == null || key.isEmpty() ? list(exchange) : get(key);
      case "PUT" -> put(key, exchange, body);
      case "DELETE" -> {
        objects.remove(key);
        yield Answer.of(204, "");
      }
      default -> Answer.of(405, "");
    };
  }

  private Answer get(String key) {
    byte[] object = objects.get(key);
    return object == null
        ? Answer.of(404, "<Error><Code>NoSuchKey</Code></Error>")
        : new Answer(200, object, tag(object));
  }

  private static String tag(byte[] object) {
    return "\"" + Arrays.hashCode(object) + "\"";
  }

  private Answer put(String key, HttpExchange exchange, byte[] body) {
    byte[] present = objects.get(key);
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    String noneMatch = exchange.getRequestHeaders().getFirst("If-None-Match");
    if ((noneMatch != null && present != null)
        || (match != null && (present == null || !match.equals(tag(present))))) {
      return Answer.of(412, "<Error><Code>PreconditionFailed</Code></Error>");
    }
    String encryption = exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption");
    if (encryption != null) {
      headers.add(encryption);
    }
    objects.put(key, body);
    return new Answer(200, new byte[0], tag(body));
  }

  private Answer list(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    String prefix = value(query, "prefix");
    String after = value(query, "continuation-token");
    List<String> keys =
        objects.tailMap(after, false).keySet().stream()
            .filter(each -> each.startsWith(prefix))
            .limit(2)
            .toList();
    StringBuilder answer = new StringBuilder("<ListBucketResult>");
    keys.forEach(each ->
        answer
            .append("<Contents><Key>")
            .append(Signature.encoded(each))
            .append("</Key></Contents>"));
    if (keys.size() == 2) {
      answer
          .append("<NextContinuationToken>")
          .append(keys.getLast())
          .append("</NextContinuationToken>");
    }
    return Answer.of(200, answer.append("</ListBucketResult>").toString());
  }

  private static String value(String query, String name) {
    for (String each : query.split("&", -1)) {
      if (each.startsWith(name + "=")) {
        return each.substring(name.length() + 1);
      }
    }
    return "";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
