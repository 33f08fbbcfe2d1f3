package dev.holdfast.backends.s3;

import dev.holdfast.registry.aws.AwsCredentials;
import dev.holdfast.registry.aws.CredentialsChain;
import dev.holdfast.registry.aws.Signature;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks for credentials once, when the first request is made.
final class CachedSigner implements Bucket.Signer {
  private final CredentialsChain chain;
  private final String region;
  private @Nullable AwsCredentials credentials;

  /// @param given credentials that come before all others
  CachedSigner(Optional<AwsCredentials> given, CredentialsChain chain, String region) {
    this.credentials = given.orElse(null);
    this.chain = chain;
    this.region = region;
  }

  @Override
  public synchronized Signature signature() throws IOException {
    AwsCredentials known = credentials;
    if (known == null) {
      known = chain.find();
      credentials = known;
    }
    return new Signature(known, region, "s3");
  }
}
