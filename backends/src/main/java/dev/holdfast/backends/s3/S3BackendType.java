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
import dev.holdfast.registry.aws.Role;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `backend "s3"`.
public final class S3BackendType implements BackendType {
  private static final String NAME = "s3";

  private static final Pattern DURATION =
      Pattern.compile("(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?");

  private static final Map<String, Attribute> ROLE =
      Map.of(
          "role_arn", Attribute.optional(Type.STRING, "The role."),
          "session_name", Attribute.optional(Type.STRING, "What the session is called."),
          "external_id", Attribute.optional(Type.STRING, "What the owner of the role wants."),
          "duration", Attribute.optional(Type.STRING, "How long it lasts, such as 1h."),
          "policy", Attribute.optional(Type.STRING, "A policy that limits it."),
          "policy_arns", Attribute.optional(Type.set(Type.STRING), "Policies that limit it."),
          "source_identity", Attribute.optional(Type.STRING, "Who takes it on."),
          "tags", Attribute.optional(Type.map(Type.STRING), "Tags of the session."),
          "transitive_tag_keys", Attribute.optional(Type.set(Type.STRING), "Tags that stay."));

  private static final Block SCHEMA =
      Block.of(
          Map.ofEntries(
              text("bucket", "The bucket."),
              text("key", "The key of the state of the default workspace."),
              text("region", "The region of the bucket."),
              text("workspace_key_prefix", "What the keys of other workspaces begin with (env:)."),
              truth("use_lockfile", "Lock by an object beside the state (false)."),
              text("dynamodb_table", "Lock by an item of this table."),
              text("dynamodb_endpoint", "The same as endpoints.dynamodb."),
              text("sts_endpoint", "The same as endpoints.sts."),
              text("role_arn", "The same as assume_role.role_arn."),
              text("session_name", "The same as assume_role.session_name."),
              text("external_id", "The same as assume_role.external_id."),
              Map.entry(
                  "assume_role",
                  Attribute.nested(new NestedAttributes(Nesting.SINGLE, ROLE), false, true, false)),
              text("endpoint", "Another service than Amazon's; the same as endpoints.s3."),
              Map.entry(
                  "endpoints",
                  Attribute.nested(
                      new NestedAttributes(
                          Nesting.SINGLE,
                          Map.of(
                              "s3", Attribute.optional(Type.STRING, "Of the bucket."),
                              "dynamodb", Attribute.optional(Type.STRING, "Of the table."),
                              "sts", Attribute.optional(Type.STRING, "Of roles."),
                              "iam", Attribute.optional(Type.STRING, "Accepted: not asked."),
                              "sso", Attribute.optional(Type.STRING, "Accepted."))),
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
    InstantSource clock = environment.settings().clock();
    CachedSigner signer =
        new CachedSigner(given(arguments), chain, region, assumed(arguments, chain, region), clock);
    boolean pathStyle =
        arguments
                .truth("use_path_style")
                .or(() -> arguments.truth("force_path_style"))
                .orElse(false)
            || bucket.contains(".");
    return new S3Backend(
        new Bucket(endpoint, bucket, pathStyle, signer, client, clock),
        key,
        prefix,
        arguments.truth("use_lockfile").orElse(false),
        table(arguments, environment, region, signer, client),
        headers(arguments),
        environment);
  }

  private static @Nullable DynamoTable table(
      BackendArguments arguments,
      BackendEnvironment environment,
      String region,
      CachedSigner signer,
      WebClient client)
      throws StateUnavailableException {
    Optional<String> name = arguments.text("dynamodb_table").filter(each -> !each.isEmpty());
    if (name.isEmpty()) {
      return null;
    }
    String endpoint =
        service(arguments, "dynamodb")
            .or(() -> environment.variable("AWS_ENDPOINT_URL_DYNAMODB"))
            .or(() -> environment.variable("AWS_ENDPOINT_URL"))
            .orElse("https://dynamodb.%s.%s".formatted(region, suffix(region)));
    return new DynamoTable(
        address(endpoint), name.get(), signer, client, environment.settings().clock());
  }

  private static Optional<String> service(BackendArguments arguments, String name) {
    return arguments
        .nested("endpoints")
        .flatMap(each -> each.text(name))
        .or(() -> arguments.text(name + "_endpoint"));
  }

  /// The role to take on, in a block of its own or, as older configurations have it, beside
  /// everything else.
  private static CachedSigner.@Nullable Assumed assumed(
      BackendArguments arguments, CredentialsChain chain, String region)
      throws StateUnavailableException {
    Optional<BackendArguments> nested = arguments.nested("assume_role");
    BackendArguments block = nested.orElse(arguments);
    Optional<String> arn = block.text("role_arn").filter(each -> !each.isEmpty());
    if (arn.isEmpty()) {
      if (nested.isPresent()) {
        throw InvalidArguments.missing(NAME, "assume_role.role_arn", "");
      }
      return null;
    }
    Map<String, String> more = new HashMap<>();
    block.text("external_id").ifPresent(id -> more.put("ExternalId", id));
    if (nested.isPresent()) {
      block.text("policy").ifPresent(policy -> more.put("Policy", policy));
      block.text("source_identity").ifPresent(identity -> more.put("SourceIdentity", identity));
      Optional<String> duration = block.text("duration");
      if (duration.isPresent()) {
        more.put("DurationSeconds", seconds(duration.get()));
      }
      List<String> policies = block.texts("policy_arns");
      for (int i = 0; i < policies.size(); i++) {
        more.put("PolicyArns.member.%d.arn".formatted(i + 1), policies.get(i));
      }
      int tag = 0;
      for (Map.Entry<String, String> each : block.textsByName("tags").entrySet()) {
        tag++;
        more.put("Tags.member.%d.Key".formatted(tag), each.getKey());
        more.put("Tags.member.%d.Value".formatted(tag), each.getValue());
      }
      List<String> transitive = block.texts("transitive_tag_keys");
      for (int i = 0; i < transitive.size(); i++) {
        more.put("TransitiveTagKeys.member." + (i + 1), transitive.get(i));
      }
    }
    return new CachedSigner.Assumed(
        new Role(arn.get(), block.text("session_name").orElse(""), more),
        chain.tokens(region, service(arguments, "sts").orElse("")));
  }

  /// Such as `1h30m`, as the peers write it.
  private static String seconds(String text) throws StateUnavailableException {
    Matcher parts = DURATION.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw InvalidArguments.because(NAME, "\"duration\" must be one such as 1h30m.");
    }
    long seconds =
        number(parts.group(1)) * 3600 + number(parts.group(2)) * 60 + number(parts.group(3));
    return String.valueOf(seconds);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
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
      return URI.create("https://s3.%s.%s".formatted(region, suffix(region)));
    }
    return address(text);
  }

  private static String suffix(String region) {
    return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  private static URI address(String text) throws StateUnavailableException {
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
