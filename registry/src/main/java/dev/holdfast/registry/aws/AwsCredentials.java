package dev.holdfast.registry.aws;

/// Who asks.
///
/// @param sessionToken empty for lasting credentials
public record AwsCredentials(String accessKey, String secretKey, String sessionToken) {
  @Override
  public String toString() {
    return "AwsCredentials[" + accessKey + "]";
  }
}
