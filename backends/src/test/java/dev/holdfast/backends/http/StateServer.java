package dev.holdfast.backends.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.holdfast.engine.state.LockInfo;
import dev.holdfast.engine.state.LockText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A web server that keeps one state, as the peers expect it.
final class StateServer implements AutoCloseable {
  private final HttpServer server;
  private final boolean tags;
  private final List<String> log = new ArrayList<>();
  private final Deque<Integer> failures = new ArrayDeque<>();
  private byte @Nullable [] state;
  private @Nullable LockInfo holder;
  private String authorization = "";
  private boolean down;

  /// @param tags whether it gives entity tags and heeds them
  StateServer(boolean tags) throws IOException {
    this.tags = tags;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/state", this::answer);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/state";
  }

  synchronized List<String> log() {
    return List.copyOf(log);
  }

  /// The next requests get these answers instead of their own.
  synchronized void failNext(Integer... statuses) {
    failures.addAll(Arrays.asList(statuses));
  }

  synchronized void goDown(boolean isDown) {
    down = isDown;
  }

  synchronized void require(String header) {
    authorization = header;
  }

  synchronized void forgetLock() {
    holder = null;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = answer(exchange, body);
      if (answer.tag != null) {
        exchange.getResponseHeaders().set("ETag", answer.tag);
      }
      exchange.sendResponseHeaders(
          answer.status, answer.body.length == 0 ? -1 : answer.body.length);
      if (answer.body.length > 0) {
        exchange.getResponseBody().write(answer.body);
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(int status, byte[] body, @Nullable String tag) {
    static Answer of(int status) {
      return new Answer(status, new byte[0], null);
    }
  }

  private synchronized Answer answer(HttpExchange exchange, byte[] body) {
    String query = exchange.getRequestURI().getQuery();
    log.add(exchange.getRequestMethod() + (query == null ? "" : " " + query));
    Integer failure = failures.poll();
    if (failure != null || down) {
      return Answer.of(failure == null ? 500 : failure);
    }
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    if (!authorization.isEmpty() && !authorization.equals(shown)) {
      return Answer.of(shown == null ? 401 : 403);
    }
    return switch (exchange.getRequestMethod()) {
      case "GET" -> state == null ? Answer.of(404) : new Answer(200, state, tag());
      case "POST", "PUT" -> write(exchange, body, query);
      case "LOCK" -> lock(body);
      case "UNLOCK" -> unlock(body);
      default -> Answer.of(405);
    };
  }

  private @Nullable String tag() {
    return tags && state != null ? "\"" + Arrays.hashCode(state) + "\"" : null;
  }

  private Answer write(HttpExchange exchange, byte[] body, @Nullable String query) {
    if (holder != null && !("ID=" + holder.id()).equals(query)) {
      return new Answer(423, LockText.encode(holder), null);
    }
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    if (tags && match != null && !match.equals(tag())) {
      return Answer.of(412);
    }
    state = body;
    return Answer.of(200);
  }

  private Answer lock(byte[] body) {
    if (holder != null) {
      return new Answer(423, LockText.encode(holder), null);
    }
    holder = LockText.decode(body);
    return Answer.of(200);
  }

  private Answer unlock(byte[] body) {
    String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
    if (holder != null && !text.isEmpty() && !text.contains(holder.id())) {
      return new Answer(409, LockText.encode(holder), null);
    }
    holder = null;
    return Answer.of(200);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
