package dev.holdfast.backends.s3;

import dev.holdfast.backends.web.WebClient;
import dev.holdfast.registry.aws.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The four calls to a bucket that a state needs.
///
/// @param endpoint of the service, such as `https://s3.eu-central-1.amazonaws.com`
/// @param pathStyle whether the bucket stands in the path instead of the name of the host
record Bucket(
    URI endpoint,
    String name,
    boolean pathStyle,
    Signer signer,
    WebClient client,
    InstantSource clock) {
  private static final Pattern KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile("<NextContinuationToken>(.*?)</NextContinuationToken>", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("<Code>(.*?)</Code>", Pattern.DOTALL);
  private static final byte[] NOTHING = {};

  /// Finds the credentials when they are first needed.
  @FunctionalInterface
  interface Signer {
    Signature signature() throws IOException;
  }

  HttpResponse<byte[]> get(String key) throws IOException {
    return send("GET", path(key), Map.of(), Map.of(), NOTHING);
  }

  HttpResponse<byte[]> put(String key, byte[] body, Map<String, String> headers)
      throws IOException {
    return send("PUT", path(key), Map.of(), headers, body);
  }

  HttpResponse<byte[]> delete(String key) throws IOException {
    return send("DELETE", path(key), Map.of(), Map.of(), NOTHING);
  }

  /// The keys that begin so, all of them. One call for each thousand.
  List<String> keys(String prefix) throws IOException {
    List<String> keys = new ArrayList<>();
    Map<String, String> query =
        new TreeMap<>(Map.of("list-type", "2", "prefix", prefix, "encoding-type", "url"));
    while (true) {
      HttpResponse<byte[]> response = send("GET", path(""), query, Map.of(), NOTHING);
      if (response.statusCode() != 200) {
        throw refused(response);
      }
      String text = new String(response.body(), StandardCharsets.UTF_8);
      Matcher each = KEY.matcher(text);
      while (each.find()) {
        keys.add(java.net.URLDecoder.decode(each.group(1), StandardCharsets.UTF_8));
      }
      Matcher token = TOKEN.matcher(text);
      if (!token.find()) {
        return keys;
      }
      query.put("continuation-token", unescaped(token.group(1)));
    }
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  private String path(String key) {
    String encoded =
        Arrays.stream(key.split("/", -1)).map(Signature::encoded).collect(Collectors.joining("/"));
    String base = endpoint.getRawPath() == null ? "" : endpoint.getRawPath().replaceAll("/$", "");
    return base
        + "/"
        + (pathStyle ? Signature.encoded(name) + (key.isEmpty() ? "" : "/") : "")
        + encoded;
  }

  private String host() {
    String host = pathStyle ? endpoint.getHost() : name + "." + endpoint.getHost();
    return endpoint.getPort() < 0 ? host : host + ":" + endpoint.getPort();
  }

  private HttpResponse<byte[]> send(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body)
      throws IOException {
    Map<String, String> signed =
        signer.signature().headers(method, host(), path, query, headers, body, clock.instant());
    String address =
        endpoint.getScheme()
            + "://"
            + host()
            + path
            + (query.isEmpty() ? "" : "?" + Signature.query(query));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .method(
                method,
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    signed.forEach(request::header);
    return client.send(request.build());
  }

  /// What the service said, in words.
  static IOException refused(HttpResponse<byte[]> response) {
    Matcher code = CODE.matcher(new String(response.body(), StandardCharsets.UTF_8));
    return new IOException(
        "S3 answered with the status %d%s"
            .formatted(response.statusCode(), code.find() ? " (" + code.group(1) + ")" : ""));
  }
}
