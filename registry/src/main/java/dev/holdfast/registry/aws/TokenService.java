package dev.holdfast.registry.aws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amazon's security token service, which gives credentials for a role.
///
/// @param endpoint such as `https://sts.eu-central-1.amazonaws.com`
public record TokenService(URI endpoint, String region, AwsExchange exchange, InstantSource clock) {
  private static final String VERSION = "2011-06-15";

  /// Takes a role on.
  ///
  /// @throws IOException if it may not be taken on, with a message for the user
  public AwsCredentials assume(Role role, AwsCredentials source) throws IOException {
    return ask("AssumeRole", role, role.parameters(), source);
  }

  /// The same with a token that somebody else has given, such as a cluster.
  AwsCredentials assume(Role role, String webIdentity) throws IOException {
    Map<String, String> parameters = new TreeMap<>(role.parameters());
    parameters.put("WebIdentityToken", webIdentity);
    return ask("AssumeRoleWithWebIdentity", role, parameters, null);
  }

  private AwsCredentials ask(
      String action,
      Role role,
      Map<String, String> parameters,
      @org.jspecify.annotations.Nullable AwsCredentials source)
      throws IOException {
    Map<String, String> form = new TreeMap<>(parameters);
    form.put("Action", action);
    form.put("Version", VERSION);
    byte[] body = Signature.query(form).getBytes(StandardCharsets.UTF_8);
    Map<String, String> type = Map.of("content-type", "application/x-www-form-urlencoded");
    String host =
        endpoint.getPort() < 0 ? endpoint.getHost() : endpoint.getHost() + ":" + endpoint.getPort();
    Map<String, String> headers =
        source == null
            ? type
            : new Signature(source, region, "sts")
                .headers("POST", host, "/", Map.of(), type, body, clock.instant());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    HttpResponse<byte[]> response = exchange.send(request.build());
    String text = new String(response.body(), StandardCharsets.UTF_8);
    if (response.statusCode() != 200) {
      throw new IOException(
          "the role %s cannot be taken on: %s answered with the status %d%s"
              .formatted(
                  role.arn(),
                  host,
                  response.statusCode(),
                  element(text, "Code").isEmpty() ? "" : " (" + element(text, "Code") + ")"));
    }
    return new AwsCredentials(
        element(text, "AccessKeyId"),
        element(text, "SecretAccessKey"),
        element(text, "SessionToken"));
  }

  private static String element(String xml, String name) {
    Matcher element = Pattern.compile("<%1$s>([^<]*)</%1$s>".formatted(name)).matcher(xml);
    return element.find() ? element.group(1).strip() : "";
  }
}
