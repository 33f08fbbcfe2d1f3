package dev.holdfast.registry.aws;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Finds credentials where Amazon's own programs do: the environment, the files of `~/.aws`, the
/// service that a container names, and the one of the machine.
///
/// @param variables of the process
/// @param profile of the files; empty for the usual one
/// @param metadata whether to ask the service of the machine
/// @param exchange how requests are sent
public record CredentialsChain(
    Map<String, String> variables, String profile, boolean metadata, AwsExchange exchange) {
  private static final String METADATA = "http://169.254.169.254/latest/";
  private static final int LONGEST_CHAIN = 5;
  private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(2);

  /// The first credentials there are.
  ///
  /// @throws IOException if there are none, with a message that says where they were looked for
  public AwsCredentials find() throws IOException {
    Optional<AwsCredentials> found = profile.isEmpty() ? fromEnvironment() : Optional.empty();
    if (found.isEmpty() && profile.isEmpty()) {
      found = fromWebIdentity();
    }
    if (found.isEmpty()) {
      found = fromFiles();
    }
    if (found.isEmpty()) {
      found = fromContainer();
    }
    if (found.isEmpty() && metadata) {
      found = fromMachine();
    }
    return found.orElseThrow(() ->
        new IOException(
            "no AWS credentials were found: not in the block, not in AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, not in ~/.aws, and no service of this machine has any"));
  }

  private String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  private Optional<AwsCredentials> fromEnvironment() {
    return pair(
        variable("AWS_ACCESS_KEY_ID"),
        variable("AWS_SECRET_ACCESS_KEY"),
        variable("AWS_SESSION_TOKEN"));
  }

  private static Optional<AwsCredentials> pair(String key, String secret, String token) {
    return key.isEmpty() || secret.isEmpty()
        ? Optional.empty()
        : Optional.of(new AwsCredentials(key, secret, token));
  }

  private Optional<AwsCredentials> fromFiles() throws IOException {
    String name = profileName();
    Optional<AwsCredentials> found = ofProfile(name, LONGEST_CHAIN);
    if (found.isEmpty() && !profile.isEmpty()) {
      throw new IOException(
          "the profile \"%s\" in ~/.aws has neither an access key, a role, a program nor single sign-on"
              .formatted(profile));
    }
    return found;
  }

  private Map<String, String> profile(String name) throws IOException {
    Map<String, String> section = new LinkedHashMap<>(section(config(), "profile " + name));
    if (name.equals("default")) {
      section.putAll(section(config(), name));
    }
    section.putAll(section(credentials(), name));
    return section;
  }

  /// @param left how many roles may still be taken on one after the other
  private Optional<AwsCredentials> ofProfile(String name, int left) throws IOException {
    Map<String, String> section = profile(name);
    String role = section.getOrDefault("role_arn", "");
    if (!role.isEmpty() && left > 0) {
      return Optional.of(ofRole(name, section, left));
    }
    Optional<AwsCredentials> keys =
        pair(
            section.getOrDefault("aws_access_key_id", ""),
            section.getOrDefault("aws_secret_access_key", ""),
            section.getOrDefault("aws_session_token", ""));
    if (keys.isPresent()) {
      return keys;
    }
    ProfileCredentials others = new ProfileCredentials(variables, exchange);
    String session = section.getOrDefault("sso_session", "");
    if (!session.isEmpty()) {
      return others.ofSingleSignOn(section, section(config(), "sso-session " + session), session);
    }
    String start = section.getOrDefault("sso_start_url", "");
    if (!start.isEmpty()) {
      return others.ofSingleSignOn(section, section, start);
    }
    String program = section.getOrDefault("credential_process", "");
    return program.isEmpty() ? Optional.empty() : others.ofProgram(program);
  }

  /// A role that is taken on with the credentials of another profile, or of somewhere else.
  private AwsCredentials ofRole(String name, Map<String, String> section, int left)
      throws IOException {
    String source = section.getOrDefault("source_profile", "");
    Optional<AwsCredentials> with =
        switch (section.getOrDefault("credential_source", "")) {
          case "Environment" -> fromEnvironment();
          case "EcsContainer" -> fromContainer();
          case "Ec2InstanceMetadata" -> fromMachine();
          default ->
              source.isEmpty() || source.equals(name)
                  ? ofProfile(name, 0)
                  : ofProfile(source, left - 1);
        };
    Map<String, String> more = new LinkedHashMap<>();
    putIfGiven(section, "external_id", "ExternalId", more);
    putIfGiven(section, "duration_seconds", "DurationSeconds", more);
    Role role =
        new Role(
            section.getOrDefault("role_arn", ""),
            section.getOrDefault("role_session_name", ""),
            more);
    return tokens()
        .assume(
            role,
            with.orElseThrow(() ->
                new IOException(
                    "the profile \"%s\" names a role, and there are no credentials to take it on with"
                        .formatted(name))));
  }

  private static void putIfGiven(
      Map<String, String> section, String name, String parameter, Map<String, String> into) {
    String value = section.getOrDefault(name, "");
    if (!value.isEmpty()) {
      into.put(parameter, value);
    }
  }

  /// What a cluster gives to a program in it: a token, for a role.
  private Optional<AwsCredentials> fromWebIdentity() throws IOException {
    String file = variable("AWS_WEB_IDENTITY_TOKEN_FILE");
    String role = variable("AWS_ROLE_ARN");
    if (file.isEmpty() || role.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        tokens()
            .assume(
                new Role(role, variable("AWS_ROLE_SESSION_NAME"), Map.of()),
                Files.readString(Path.of(file)).strip()));
  }

  private TokenService tokens() throws IOException {
    String region = variable("AWS_REGION");
    if (region.isEmpty()) {
      region = variable("AWS_DEFAULT_REGION");
    }
    if (region.isEmpty()) {
      region = region();
    }
    return tokens(region, "");
  }

  /// The service that gives credentials for roles.
  ///
  /// @param region empty for the usual one
  /// @param endpoint of it; empty for Amazon's
  public TokenService tokens(String region, String endpoint) {
    String where = region.isEmpty() ? "us-east-1" : region;
    String named = endpoint.isEmpty() ? variable("AWS_ENDPOINT_URL_STS") : endpoint;
    return new TokenService(
        URI.create(
            named.isEmpty()
                ? "https://sts.%s.amazonaws.com%s"
                    .formatted(where, where.startsWith("cn-") ? ".cn" : "")
                : named),
        where,
        exchange,
        InstantSource.system());
  }

  private String profileName() {
    String named = profile.isEmpty() ? variable("AWS_PROFILE") : profile;
    return named.isEmpty() ? "default" : named;
  }

  private Path file(String variable, String name) {
    String named = variable(variable);
    return named.isEmpty()
        ? Path.of(variables.getOrDefault("HOME", "/"), ".aws", name)
        : Path.of(named);
  }

  private Path config() {
    return file("AWS_CONFIG_FILE", "config");
  }

  private Path credentials() {
    return file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
  }

  /// The region that the profile names; empty where it names none.
  public String region() throws IOException {
    String name = profileName();
    Map<String, String> section = section(config(), "profile " + name);
    return section.getOrDefault(
        "region", name.equals("default") ? section(config(), name).getOrDefault("region", "") : "");
  }

  /// One section of a file of `NAME = VALUE` lines.
  private static Map<String, String> section(Path file, String wanted) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    if (!Files.isReadable(file)) {
      return values;
    }
    boolean inside = false;
    for (String line : Files.readAllLines(file)) {
      String text = line.strip();
      int equals = text.indexOf('=');
      if (text.startsWith("[") && text.endsWith("]")) {
        inside = text.substring(1, text.length() - 1).strip().equals(wanted);
      } else if (inside && equals > 0 && !text.startsWith("#")) {
        values.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    return values;
  }

  private Optional<AwsCredentials> fromContainer() throws IOException {
    String relative = variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    String address =
        relative.isEmpty()
            ? variable("AWS_CONTAINER_CREDENTIALS_FULL_URI")
            : "http://169.254.170.2" + relative;
    if (address.isEmpty()) {
      return Optional.empty();
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    String tokenFile = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    String token =
        tokenFile.isEmpty()
            ? variable("AWS_CONTAINER_AUTHORIZATION_TOKEN")
            : Files.readString(Path.of(tokenFile)).strip();
    if (!token.isEmpty()) {
      request.header("Authorization", token);
    }
    return parsed(exchange.send(request.build()));
  }

  /// The second version of the service: a token first, then the name of the role, then its
  /// credentials.
  private Optional<AwsCredentials> fromMachine() {
    if (variable("AWS_EC2_METADATA_DISABLED").equalsIgnoreCase("true")) {
      return Optional.empty();
    }
    try {
      HttpResponse<byte[]> token =
          exchange.sendOnce(
              HttpRequest.newBuilder(URI.create(METADATA + "api/token"))
                  .timeout(METADATA_TIMEOUT)
                  .header("X-aws-ec2-metadata-token-ttl-seconds", "300")
                  .PUT(HttpRequest.BodyPublishers.noBody())
                  .build());
      String secret = new String(token.body(), java.nio.charset.StandardCharsets.UTF_8);
      String folder = METADATA + "meta-data/iam/security-credentials/";
      HttpResponse<byte[]> role = exchange.sendOnce(metadata(folder, secret));
      if (role.statusCode() != 200) {
        return Optional.empty();
      }
      String name = new String(role.body(), java.nio.charset.StandardCharsets.UTF_8).strip();
      return parsed(exchange.sendOnce(metadata(folder + name, secret)));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  private static HttpRequest metadata(String address, String token) {
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(METADATA_TIMEOUT)
        .header("X-aws-ec2-metadata-token", token)
        .build();
  }

  private static Optional<AwsCredentials> parsed(HttpResponse<byte[]> response) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    if (response.statusCode() != 200) {
      return Optional.empty();
    }
    try (JsonInput in = new JsonInput(response.body(), "credentials")) {
      in.document(() ->
          in.object(name -> {
            if (in.isText()) {
              found.put(name, in.text());
            } else {
              in.skip();
            }
          }));
    } catch (DamagedJsonException fault) {
      throw new IOException(
          "the service for AWS credentials gave an answer that is not JSON", fault);
    }
    return pair(
        found.getOrDefault("AccessKeyId", ""),
        found.getOrDefault("SecretAccessKey", ""),
        found.getOrDefault("Token", ""));
  }
}
