package dev.holdfast.backends.s3;

import static dev.holdfast.backends.Argument.secret;
import static dev.holdfast.backends.Argument.text;
import static dev.holdfast.backends.Argument.truth;

import dev.holdfast.backends.InvalidArguments;
import dev.holdfast.backends.web.WebClient;
import dev.holdfast.engine.backend.Backend;
import dev.holdfast.engine.backend.BackendArguments;
import dev.holdfast.engine.backend.BackendEnvironment;
import dev.holdfast.engine.backend.BackendType;
import dev.holdfast.engine.schema.Attribute;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.NestedAttributes;
import dev.holdfast.engine.schema.Nesting;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.registry.aws.AwsCredentials;
import dev.holdfast.registry.aws.CredentialsChain;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// `backend "s3"`.
public final class S3BackendType implements BackendType {
  private static final String NAME = "s3";

  private static final Block SCHEMA =
      Block.of(
          Map.ofEntries(
              text("bucket", "The bucket."),
              text("key", "The key of the state of the default workspace."),
              text("region", "The region of the bucket."),
              text("workspace_key_prefix", "What the keys of other workspaces begin with (env:)."),
              truth("use_lockfile", "Lock by an object beside the state (false)."),
              text("dynamodb_table", "Refused: locks are kept in the bucket, by use_lockfile."),
              text("endpoint", "Another service than Amazon's; the same as endpoints.s3."),
              Map.entry(
                  "endpoints",
                  Attribute.nested(
                      new NestedAttributes(
                          Nesting.SINGLE,
                          Map.of("s3", Attribute.optional(Type.STRING, "Of the bucket."))),
                      false,
                      true,
                      false)),
              truth("use_path_style", "Put the bucket into the path (false)."),
              truth("force_path_style", "The same as use_path_style."),
              text("access_key", "An access key."),
              secret("secret_key", "Its secret."),
              secret("token", "Its session token."),
              text("profile", "A profile in ~/.aws."),
              truth("encrypt", "Let the service encrypt the state (false)."),
              text("kms_key_id", "The key for that; else the service takes its own."),
              text("acl", "A canned access control list."),
              Map.entry("max_retries", Attribute.optional(Type.NUMBER, "Attempts (5).")),
              truth("skip_credentials_validation", "Accepted: nothing is validated beforehand."),
              truth("skip_region_validation", "Accepted: nothing is validated beforehand."),
              truth("skip_requesting_account_id", "Accepted: it is not asked for."),
              truth("skip_metadata_api_check", "Do not ask the machine for credentials (false)."),
              truth("skip_s3_checksum", "Accepted: none is sent.")));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Block schema() {
    return SCHEMA;
  }

  @Override
  public Backend open(ObjectValue values, BackendEnvironment environment)
      throws StateUnavailableException {
    BackendArguments arguments = new BackendArguments(values);
    String bucket = required(arguments, "bucket");
    String key = required(arguments, "key");
    String prefix = arguments.text("workspace_key_prefix").orElse("env:");
    if (key.startsWith("/")
        || key.endsWith("/")
        || prefix.startsWith("/")
        || prefix.endsWith("/")) {
      throw InvalidArguments.because(
          NAME, "\"key\" and \"workspace_key_prefix\" must not begin or end with a slash.");
    }
    if (arguments.text("dynamodb_table").isPresent()) {
      throw InvalidArguments.because(
          NAME,
          "locks in DynamoDB (\"dynamodb_table\") are not supported. Write use_lockfile = true, which"
              + " keeps the lock in the bucket, and have everybody who works with this state do so.");
    }
    WebClient client =
        new WebClient(
            new WebClient.Retry(
                Math.clamp(arguments.whole("max_retries").orElse(5), 0, 100),
                Duration.ofMillis(100),
                Duration.ofSeconds(20)),
            null);
    CredentialsChain chain =
        new CredentialsChain(
            environment.variables(),
            arguments.text("profile").orElse(""),
            !arguments.truth("skip_metadata_api_check").orElse(false),
            client);
    String region = region(arguments, environment, chain);
    URI endpoint = endpoint(arguments, environment, region);
    boolean pathStyle =
        arguments
                .truth("use_path_style")
                .or(() -> arguments.truth("force_path_style"))
                .orElse(false)
            || bucket.contains(".");
    return new S3Backend(
        new Bucket(
            endpoint,
            bucket,
            pathStyle,
            new CachedSigner(given(arguments), chain, region),
            client,
            environment.settings().clock()),
        key,
        prefix,
        arguments.truth("use_lockfile").orElse(false),
        headers(arguments),
        environment);
  }

  private static String required(BackendArguments arguments, String name)
      throws StateUnavailableException {
    Optional<String> given = arguments.text(name).filter(each -> !each.isEmpty());
    if (given.isEmpty()) {
      throw InvalidArguments.missing(NAME, name, "");
    }
    return given.get();
  }

  private static Optional<AwsCredentials> given(BackendArguments arguments) {
    Optional<String> key = arguments.text("access_key");
    Optional<String> secret = arguments.text("secret_key");
    return key.isPresent() && secret.isPresent()
        ? Optional.of(
            new AwsCredentials(key.get(), secret.get(), arguments.text("token").orElse("")))
        : Optional.empty();
  }

  private static String region(
      BackendArguments arguments, BackendEnvironment environment, CredentialsChain chain)
      throws StateUnavailableException {
    Optional<String> given =
        arguments
            .text("region")
            .or(() -> environment.variable("AWS_REGION"))
            .or(() -> environment.variable("AWS_DEFAULT_REGION"));
    try {
      String region = given.isPresent() ? given.get() : chain.region();
      if (region.isEmpty()) {
        throw InvalidArguments.missing(NAME, "region", "AWS_REGION");
      }
      return region;
    } catch (IOException fault) {
      throw InvalidArguments.because(NAME, "~/.aws/config cannot be read.");
    }
  }

  private static URI endpoint(
      BackendArguments arguments, BackendEnvironment environment, String region)
      throws StateUnavailableException {
    String text =
        arguments
            .nested("endpoints")
            .flatMap(each -> each.text("s3"))
            .or(() -> arguments.text("endpoint"))
            .or(() -> environment.variable("AWS_ENDPOINT_URL_S3"))
            .or(() -> environment.variable("AWS_ENDPOINT_URL"))
            .orElse("");
    if (text.isEmpty()) {
      String suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
      return URI.create("https://s3.%s.%s".formatted(region, suffix));
    }
    try {
      URI endpoint = URI.create(text.contains("://") ? text : "https://" + text);
      if (endpoint.getHost() != null) {
        return endpoint;
      }
    } catch (IllegalArgumentException malformed) {
      // Told below.
    }
    throw InvalidArguments.because(NAME, "the endpoint must be a whole http or https address.");
  }

  private static Map<String, String> headers(BackendArguments arguments) {
    Map<String, String> headers = new HashMap<>();
    arguments.text("acl").ifPresent(acl -> headers.put("x-amz-acl", acl));
    if (arguments.truth("encrypt").orElse(false)) {
      Optional<String> key = arguments.text("kms_key_id");
      headers.put("x-amz-server-side-encryption", key.isPresent() ? "aws:kms" : "AES256");
      key.ifPresent(id -> headers.put("x-amz-server-side-encryption-aws-kms-key-id", id));
    }
    return headers;
  }
}
