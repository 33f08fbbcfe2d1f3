package dev.holdfast.registry.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsChainTest {
  private static final AwsCredentials OF_ROLE = new AwsCredentials("rolekey", "s", "t");

  @TempDir private Path home;
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(home.resolve(".aws/sso/cache"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String shown = exchange.getRequestHeaders().getFirst("Authorization");
          String token = exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token");
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + URLDecoder.decode(body, StandardCharsets.UTF_8)
                  + (shown == null ? "" : " " + shown.replaceAll("/.*", ""))
                  + (token == null ? "" : " " + token));
          String answer =
              token == null
                  ? "<AccessKeyId>rolekey</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                  : "{\"roleCredentials\":{\"accessKeyId\":\"rolekey\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\",\"expiration\":1}}";
          exchange.sendResponseHeaders(200, answer.length());
          exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    variables.put("HOME", home.toString());
    variables.put("AWS_ENDPOINT_URL_STS", endpoint);
    variables.put("AWS_ENDPOINT_URL_SSO", endpoint);
    variables.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private CredentialsChain chain(String profile) {
    return new CredentialsChain(variables, profile, true, new DirectExchange());
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve(".aws/config"), text);
  }

  @Test
  void aProfileTakesARoleOnWithTheKeysOfAnother() throws IOException {
    config(
        """
        [profile base]
        aws_access_key_id = basekey
        aws_secret_access_key = secret
        [profile work]
        role_arn = arn:aws:iam::1:role/work
        source_profile = base
        external_id = partner
        """);
    assertThat(chain("work").find()).isEqualTo(OF_ROLE);
    assertThat(asked)
        .singleElement()
        .asString()
        .contains(
            "Action=AssumeRole&",
            "ExternalId=partner",
            "RoleArn=arn:aws:iam::1:role/work",
            "Credential=basekey");
  }

  @Test
  void aProfileUsesTheLoginOfSingleSignOn() throws IOException {
    config(
        """
        [sso-session acme]
        sso_region = eu-central-1
        sso_start_url = https://acme.example.com/start
        [profile work]
        sso_session = acme
        sso_account_id = 123
        sso_role_name = Operator
        """);
    assertThatThrownBy(() -> chain("work").find())
        .hasMessage("nobody is logged in; run \"aws sso login\"");
    Files.writeString(
        home.resolve(".aws/sso/cache/" + sha1("acme") + ".json"),
        "{\"accessToken\":\"abc\",\"expiresAt\":\"2000-01-01T00:00:00Z\"}");
    assertThatThrownBy(() -> chain("work").find())
        .hasMessage("the login has expired; run \"aws sso login\"");
    Files.writeString(
        home.resolve(".aws/sso/cache/" + sha1("acme") + ".json"),
        "{\"accessToken\":\"abc\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}");
    assertThat(chain("work").find()).isEqualTo(OF_ROLE);
    assertThat(asked)
        .containsExactly("/federation/credentials?account_id=123&role_name=Operator  abc");
  }

  private static String sha1(String text) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-1")
                  .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void aProfileAsksAProgram() throws IOException {
    config(
        """
        [default]
        credential_process = echo '{"Version":1,"AccessKeyId":"k","SecretAccessKey":"s","SessionToken":"t"}'
        """);
    assertThat(chain("").find()).isEqualTo(new AwsCredentials("k", "s", "t"));
    config("[profile work]\ncredential_process = exit 3\n");
    assertThatThrownBy(() -> chain("work").find()).hasMessageContaining("exit code 3");
  }

  @Test
  void aClustersTokenIsExchangedForARole() throws IOException {
    Path token = Files.writeString(home.resolve("token"), "from-the-cluster\n");
    variables.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
    variables.put("AWS_ROLE_ARN", "arn:aws:iam::1:role/pod");
    assertThat(chain("").find()).isEqualTo(OF_ROLE);
    assertThat(asked)
        .singleElement()
        .asString()
        .contains("AssumeRoleWithWebIdentity", "WebIdentityToken=from-the-cluster");
  }

  @Test
  void rolesThatNameEachOtherEnd() throws IOException {
    config(
        """
        [profile a]
        role_arn = arn:a
        source_profile = b
        [profile b]
        role_arn = arn:b
        source_profile = a
        """);
    assertThatThrownBy(() -> chain("a").find())
        .hasMessageContaining("there are no credentials to take it on with");
  }
}
