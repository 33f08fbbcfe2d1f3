package dev.holdfast.backends.s3;

import dev.holdfast.backends.web.WebClient;
import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import dev.holdfast.engine.json.JsonOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// A table of DynamoDB whose items have the key `LockID` and other texts.
///
/// @param endpoint such as `https://dynamodb.eu-central-1.amazonaws.com`
record DynamoTable(
    URI endpoint, String name, CachedSigner signer, WebClient client, InstantSource clock) {
  private static final String KEY = "LockID";

  /// Puts an item where there is none of that key.
  ///
  /// @return false if there is one
  boolean putIfAbsent(String key, Map<String, String> texts) throws IOException {
    return put(key, texts, true);
  }

  void put(String key, Map<String, String> texts) throws IOException {
    put(key, texts, false);
  }

  private boolean put(String key, Map<String, String> texts, boolean onlyNew) throws IOException {
    Map<String, String> item = new LinkedHashMap<>(texts);
    item.put(KEY, key);
    HttpResponse<byte[]> response =
        send(
            "PutItem",
            json -> {
              json.name("Item");
              attributes(item, json);
              if (onlyNew) {
                json.member("ConditionExpression", "attribute_not_exists(LockID)");
              }
            });
    if (onlyNew && type(response).endsWith("ConditionalCheckFailedException")) {
      return false;
    }
    require(response);
    return true;
  }

  /// The texts of an item; empty where there is none.
  Map<String, String> get(String key) throws IOException {
    HttpResponse<byte[]> response =
        send(
            "GetItem",
            json -> {
              json.name("Key");
              attributes(Map.of(KEY, key), json);
              json.member("ConsistentRead", true);
            });
    require(response);
    Map<String, String> found = new LinkedHashMap<>();
    read(
        response,
        (member, in) -> {
          if (member.equals("Item")) {
            in.object(name ->
                in.object(kind -> {
                  if (kind.equals("S")) {
                    found.put(name, in.text());
                  } else {
                    in.skip();
                  }
                }));
          } else {
            in.skip();
          }
        });
    return found;
  }

  void delete(String key) throws IOException {
    require(
        send(
            "DeleteItem",
            json -> {
              json.name("Key");
              attributes(Map.of(KEY, key), json);
            }));
  }

  @FunctionalInterface
  private interface Members {
    void write(JsonOutput json) throws IOException;
  }

  private static void attributes(Map<String, String> texts, JsonOutput json) throws IOException {
    json.object(() -> {
      for (Map.Entry<String, String> each : new TreeMap<>(texts).entrySet()) {
        json.name(each.getKey());
        json.object(() -> json.member("S", each.getValue()));
      }
    });
  }

  private HttpResponse<byte[]> send(String operation, Members members) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    JsonOutput json = JsonOutput.compact(body);
    try {
      json.object(() -> {
        json.member("TableName", name);
        members.write(json);
      });
    } catch (UncheckedIOException impossible) {
      throw new IllegalStateException(impossible);
    }
    String host =
        endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    Map<String, String> headers =
        signer
            .signature("dynamodb")
            .headers(
                "POST",
                host,
                "/",
                Map.of(),
                Map.of(
                    "content-type",
                    "application/x-amz-json-1.0",
                    "x-amz-target",
                    "DynamoDB_20120810." + operation),
                body.toByteArray(),
                clock.instant());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    headers.forEach(request::header);
    return client.send(request.build());
  }

  private void require(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() != 200) {
      String type = type(response);
      throw new IOException(
          "the table %s: DynamoDB answered with the status %d%s"
              .formatted(
                  name,
                  response.statusCode(),
                  type.isEmpty() ? "" : " (" + type.substring(type.indexOf('#') + 1) + ")"));
    }
  }

  /// The kind of a refusal; empty for an answer that is none.
  private static String type(HttpResponse<byte[]> response) throws IOException {
    String[] found = {""};
    if (response.statusCode() == 400) {
      read(
          response,
          (member, in) -> {
            if (member.equals("__type")) {
              found[0] = in.text();
            } else {
              in.skip();
            }
          });
    }
    return found[0];
  }

  @FunctionalInterface
  private interface MemberReading {
    void read(String member, JsonInput in) throws DamagedJsonException;
  }

  private static void read(HttpResponse<byte[]> response, MemberReading reading)
      throws IOException {
    try (JsonInput in = new JsonInput(response.body(), "answer")) {
      in.document(() -> in.object(member -> reading.read(member, in)));
    } catch (DamagedJsonException damaged) {
      throw new IOException(
          "DynamoDB gave an answer that is not JSON: "
              + new String(
                  response.body(), 0, Math.min(80, response.body().length), StandardCharsets.UTF_8),
          damaged);
    }
  }
}
