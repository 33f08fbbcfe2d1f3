package dev.holdfast.backends.s3;

/// Who asks.
///
/// @param sessionToken empty for lasting credentials
record Credentials(String accessKey, String secretKey, String sessionToken) {
  @Override
  public String toString() {
    return "Credentials[" + accessKey + "]";
  }
}
