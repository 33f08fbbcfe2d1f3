package dev.holdfast.backends.kubernetes;

import dev.holdfast.backends.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// The calls to the API of a cluster that a state needs.
///
/// @param namespace in which everything is
record Cluster(ClusterAccess access, String namespace, WebClient client) {
  private static final String FIELD_OWNER = "fieldManager=holdfast";

  /// What kind of object.
  enum Kind {
    SECRET("/api/v1", "secrets"),
    LEASE("/apis/coordination.k8s.io/v1", "leases");

    private final String group;
    private final String plural;

    Kind(String group, String plural) {
      this.group = group;
      this.plural = plural;
    }
  }

  private URI address(Kind kind, String rest) {
    String base = access.server().toString().replaceAll("/$", "");
    return URI.create(
        "%s%s/namespaces/%s/%s%s".formatted(base, kind.group, namespace, kind.plural, rest));
  }

  HttpResponse<byte[]> get(Kind kind, String name) throws IOException {
    return send(request(address(kind, "/" + name)).GET());
  }

  /// @param selector of labels, encoded already
  HttpResponse<byte[]> list(Kind kind, String selector) throws IOException {
    return send(request(address(kind, "?labelSelector=" + selector)).GET());
  }

  /// @param method `POST` to make an object, `PUT` to replace one, if it still has the version that
  ///   the body names
  HttpResponse<byte[]> send(Kind kind, String name, String method, byte[] body) throws IOException {
    String rest = method.equals("POST") ? "?" : "/" + name + "?";
    return send(sending(address(kind, rest + FIELD_OWNER), method, body));
  }

  HttpResponse<byte[]> delete(Kind kind, String name) throws IOException {
    return send(request(address(kind, "/" + name)).DELETE());
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    access.headers().forEach(request::header);
    return request.header("Accept", "application/json");
  }

  private HttpRequest.Builder sending(URI address, String method, byte[] body) {
    return request(address)
        .header("Content-Type", "application/json")
        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    return client.send(request.build());
  }

  /// What the cluster said, in words.
  static IOException refused(HttpResponse<byte[]> response) {
    String message = ClusterObject.message(response.body());
    return new IOException(
        "the cluster answered with the status %d%s"
            .formatted(
                response.statusCode(),
                message.isEmpty() ? "" : ": " + message.lines().findFirst().orElse("")));
  }
}
