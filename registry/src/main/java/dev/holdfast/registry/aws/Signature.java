package dev.holdfast.registry.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs requests to Amazon's services: Signature Version 4.
///
/// @param service such as `s3`
public record Signature(AwsCredentials credentials, String region, String service) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final HexFormat HEX = HexFormat.of();

  /// The headers to send along with a request, those given included, without `host`.
  ///
  /// @param path encoded already
  /// @param query decoded
  public SortedMap<String, String> headers(
      String method,
      String host,
      String path,
      Map<String, String> query,
      Map<String, String> given,
      byte[] body,
      Instant now) {
    String time = TIME.format(now);
    SortedMap<String, String> headers = new TreeMap<>(given);
    headers.put("host", host);
    headers.put("x-amz-date", time);
    if (service.equals("s3")) {
      headers.put("x-amz-content-sha256", hash(body));
    }
    if (!credentials.sessionToken().isEmpty()) {
      headers.put("x-amz-security-token", credentials.sessionToken());
    }
    String signed = String.join(";", headers.keySet());
    String canonicalHeaders =
        headers.entrySet().stream()
            .map(each -> each.getKey() + ":" + each.getValue().strip() + "\n")
            .collect(Collectors.joining());
    String canonical =
        String.join("\n", method, path, query(query), canonicalHeaders, signed, hash(body));
    String scope = "%s/%s/%s/aws4_request".formatted(time.substring(0, 8), region, service);
    String toSign =
        String.join("\n", ALGORITHM, time, scope, hash(canonical.getBytes(StandardCharsets.UTF_8)));
    headers.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(
                ALGORITHM,
                credentials.accessKey(),
                scope,
                signed,
                HEX.formatHex(hmac(key(time.substring(0, 8)), toSign))));
    headers.remove("host");
    return headers;
  }

  private byte[] key(String day) {
    byte[] key = hmac(("AWS4" + credentials.secretKey()).getBytes(StandardCharsets.UTF_8), day);
    for (String part : new String[] {region, service, "aws4_request"}) {
      key = hmac(key, part);
    }
    return key;
  }

  /// A query in its canonical form, which is also one to send.
  public static String query(Map<String, String> query) {
    return new TreeMap<>(query)
        .entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
  }

  /// All but the unreserved characters of RFC 3986 as `%XX`.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HmacSHA256", impossible);
    }
  }

  private static String hash(byte[] content) {
    try {
      return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
