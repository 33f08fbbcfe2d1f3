package dev.holdfast.backends.s3;

import dev.holdfast.registry.aws.AwsCredentials;
import dev.holdfast.registry.aws.CredentialsChain;
import dev.holdfast.registry.aws.Role;
import dev.holdfast.registry.aws.Signature;
import dev.holdfast.registry.aws.TokenService;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks for credentials when the first request is made, and again before those of a role end.
final class CachedSigner implements Bucket.Signer {
  /// A role may be given for as little as a quarter of an hour.
  private static final Duration LIFE_OF_ROLE = Duration.ofMinutes(10);

  private final Optional<AwsCredentials> given;
  private final CredentialsChain chain;
  private final String region;
  private final @Nullable Assumed assumed;
  private final InstantSource clock;
  private @Nullable AwsCredentials credentials;
  private Instant until = Instant.MAX;

  /// A role, and who gives credentials for it.
  record Assumed(Role role, TokenService tokens) {}

  /// @param given credentials that come before all others
  /// @param assumed the role to take on with them, or null
  CachedSigner(
      Optional<AwsCredentials> given,
      CredentialsChain chain,
      String region,
      @Nullable Assumed assumed,
      InstantSource clock) {
    this.given = given;
    this.chain = chain;
    this.region = region;
    this.assumed = assumed;
    this.clock = clock;
  }

  @Override
  public Signature signature() throws IOException {
    return signature("s3");
  }

  /// The same for another service.
  synchronized Signature signature(String service) throws IOException {
    AwsCredentials known = credentials;
    if (known == null || clock.instant().isAfter(until)) {
      AwsCredentials source = given.isPresent() ? given.get() : chain.find();
      known = assumed == null ? source : assumed.tokens().assume(assumed.role(), source);
      // Those of a profile may be of a role too.
      until =
          given.isPresent() && assumed == null ? Instant.MAX : clock.instant().plus(LIFE_OF_ROLE);
      credentials = known;
    }
    return new Signature(known, region, service);
  }
}
