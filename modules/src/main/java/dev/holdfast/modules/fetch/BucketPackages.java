package dev.holdfast.modules.fetch;

import dev.holdfast.engine.config.RemotePackage;
import dev.holdfast.modules.archive.ArchiveKind;
import dev.holdfast.registry.aws.AwsCredentials;
import dev.holdfast.registry.aws.CredentialsChain;
import dev.holdfast.registry.aws.DirectExchange;
import dev.holdfast.registry.aws.Signature;
import dev.holdfast.registry.web.WebRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetches archives from buckets of Amazon and Google.
final class BucketPackages {
  private static final List<String> PARAMETERS =
      List.of(
          "archive",
          "checksum",
          "region",
          "aws_profile",
          "aws_access_key_id",
          "aws_access_key_secret",
          "aws_access_token",
          "version");

  /// `s3.REGION`, `s3-REGION`, also behind the name of a bucket.
  private static final Pattern REGION =
      Pattern.compile("(?:.*\\.)?s3[.-]([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");

  /// The address of an object as Terraform's documentation writes it.
  private static final Pattern GOOGLE =
      Pattern.compile("https://(?:www|storage)\\.googleapis\\.com/(?:storage/v1/)?([^/]+)/(.+)");

  private final WebPackages web;
  private final Map<String, String> environment;

  /// @param environment of this process
  BucketPackages(WebPackages web, Map<String, String> environment) {
    this.web = web;
    this.environment = environment;
  }

  /// Fetches an archive from S3, or from a service that speaks like it, with the credentials that
  /// Amazon's own programs would use; without any, it must be public.
  void fetchFromAmazon(RemotePackage address, Path folder)
      throws FetchException, IOException, InterruptedException {
    ArchiveKind kind = WebPackages.archive(address);
    Query query = Query.parse(address.query());
    String version = query.value("version");
    String plain = query.appendTo(address.url(), PARAMETERS);
    URI uri =
        WebPackages.uri(
            version.isEmpty()
                ? plain
                : plain
                    + (plain.contains("?") ? "&" : "?")
                    + "versionId="
                    + Signature.encoded(version));
    WebRequest request = WebRequest.of(uri);
    Optional<AwsCredentials> credentials = credentials(query);
    if (credentials.isPresent()) {
      for (Map.Entry<String, String> header :
          signed(uri, version, credentials.get(), region(uri, query)).entrySet()) {
        request = request.withHeader(header.getKey(), header.getValue());
      }
    }
    web.download(request, kind, query.value("checksum"), folder);
  }

  private static SortedMap<String, String> signed(
      URI uri, String version, AwsCredentials credentials, String region) {
    Map<String, String> query = new TreeMap<>();
    if (!version.isEmpty()) {
      query.put("versionId", version);
    }
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    return new Signature(credentials, region, "s3")
        .headers("GET", host, uri.getRawPath(), query, Map.of(), new byte[0], Instant.now());
  }

  private Optional<AwsCredentials> credentials(Query query) {
    String key = query.value("aws_access_key_id");
    String secret = query.value("aws_access_key_secret");
    if (!key.isEmpty() && !secret.isEmpty()) {
      return Optional.of(new AwsCredentials(key, secret, query.value("aws_access_token")));
    }
    try {
      return Optional.of(chain(query).find());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private CredentialsChain chain(Query query) {
    return new CredentialsChain(
        environment, query.value("aws_profile"), true, new DirectExchange());
  }

  private String region(URI uri, Query query) throws IOException {
    Matcher named = REGION.matcher(uri.getHost());
    String region = query.value("region");
    if (region.isEmpty() && named.matches()) {
      region = named.group(1);
    }
    if (region.isEmpty()) {
      region = environment.getOrDefault("AWS_REGION", "");
    }
    if (region.isEmpty()) {
      region = environment.getOrDefault("AWS_DEFAULT_REGION", "");
    }
    if (region.isEmpty()) {
      region = chain(query).region();
    }
    return region.isEmpty() ? "us-east-1" : region;
  }

  /// Fetches an archive from Google Cloud Storage. `GOOGLE_OAUTH_ACCESS_TOKEN` opens what is not
  /// public; `STORAGE_EMULATOR_HOST` names another server, as for Google's own programs.
  void fetchFromGoogle(RemotePackage address, Path folder)
      throws FetchException, IOException, InterruptedException {
    ArchiveKind kind = WebPackages.archive(address);
    Matcher object = GOOGLE.matcher(address.url());
    if (!object.matches()) {
      throw new FetchException(
          "The address must be that of an object,"
              + " gcs::https://www.googleapis.com/storage/v1/BUCKET/OBJECT.zip.");
    }
    String emulator = environment.getOrDefault("STORAGE_EMULATOR_HOST", "");
    String server =
        emulator.isEmpty()
            ? "https://storage.googleapis.com"
            : emulator.contains("://") ? emulator : "http://" + emulator;
    WebRequest request =
        WebRequest.of(WebPackages.uri(server + "/" + object.group(1) + "/" + object.group(2)));
    String token = environment.getOrDefault("GOOGLE_OAUTH_ACCESS_TOKEN", "");
    try {
      web.download(
          token.isEmpty() ? request : request.withHeader("Authorization", "Bearer " + token),
          kind,
          Query.parse(address.query()).value("checksum"),
          folder);
    } catch (FetchException fault) {
      throw token.isEmpty()
          ? new FetchException(
              fault.getMessage()
                  + " If the bucket is not public, give a token: GOOGLE_OAUTH_ACCESS_TOKEN=$(gcloud"
                  + " auth print-access-token).",
              fault)
          : fault;
    }
  }
}
