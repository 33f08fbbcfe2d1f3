package dev.holdfast.registry.aws;

import dev.holdfast.engine.json.DamagedJsonException;
import dev.holdfast.engine.json.JsonInput;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Credentials of profiles that hold no keys: those that a program prints, and those of somebody
/// who has logged in by single sign-on.
record ProfileCredentials(Map<String, String> variables, AwsExchange exchange) {

  /// What a program prints (`credential_process`).
  Optional<AwsCredentials> ofProgram(String command) throws IOException {
    Process process =
        new ProcessBuilder(List.of("/bin/sh", "-c", command))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(
            "the program of credential_process ended with the exit code " + process.exitValue());
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted");
    }
    return pair(texts(output, "the answer of credential_process"), "AccessKeyId", "SessionToken");
  }

  /// What the portal gives to who has logged in with `aws sso login`.
  ///
  /// @param session with `sso_start_url` and `sso_region`
  /// @param cacheName what the token is kept under: the name of the session, or the address
  Optional<AwsCredentials> ofSingleSignOn(
      Map<String, String> profile, Map<String, String> session, String cacheName)
      throws IOException {
    Path file =
        Path.of(
            variables.getOrDefault("HOME", "/"), ".aws", "sso", "cache", sha1(cacheName) + ".json");
    if (!Files.isReadable(file)) {
      throw new IOException("nobody is logged in; run \"aws sso login\"");
    }
    Map<String, String> token = texts(Files.readAllBytes(file), file.toString());
    if (isPast(token.getOrDefault("expiresAt", ""))) {
      throw new IOException("the login has expired; run \"aws sso login\"");
    }
    String region = session.getOrDefault("sso_region", "us-east-1");
    String server =
        variables.getOrDefault(
            "AWS_ENDPOINT_URL_SSO", "https://portal.sso.%s.amazonaws.com".formatted(region));
    String query =
        Signature.query(
            Map.of(
                "account_id", profile.getOrDefault("sso_account_id", ""),
                "role_name", profile.getOrDefault("sso_role_name", "")));
    HttpResponse<byte[]> response =
        exchange.send(
            HttpRequest.newBuilder(URI.create(server + "/federation/credentials?" + query))
                .header("x-amz-sso_bearer_token", token.getOrDefault("accessToken", ""))
                .build());
    if (response.statusCode() != 200) {
      throw new IOException(
          "single sign-on answered with the status %d; run \"aws sso login\""
              .formatted(response.statusCode()));
    }
    return pair(
        texts(response.body(), "the answer of single sign-on"), "accessKeyId", "sessionToken");
  }

  private static boolean isPast(String time) {
    try {
      return !time.isEmpty() && Instant.parse(time.replace("UTC", "Z")).isBefore(Instant.now());
    } catch (DateTimeParseException unknown) {
      return false;
    }
  }

  private static Optional<AwsCredentials> pair(
      Map<String, String> found, String key, String token) {
    String secret = key.equals("AccessKeyId") ? "SecretAccessKey" : "secretAccessKey";
    return found.getOrDefault(key, "").isEmpty() || found.getOrDefault(secret, "").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AwsCredentials(
                found.getOrDefault(key, ""),
                found.getOrDefault(secret, ""),
                found.getOrDefault(token, "")));
  }

  /// The texts in an object, also those of an object in it.
  private static Map<String, String> texts(byte[] json, String what) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    try (JsonInput in = new JsonInput(json, what)) {
      in.document(() -> in.object(name -> take(name, in, found, true)));
      return found;
    } catch (DamagedJsonException damaged) {
      throw new IOException(what + " is not JSON", damaged);
    }
  }

  private static void take(String name, JsonInput in, Map<String, String> found, boolean deeper)
      throws DamagedJsonException {
    if (in.isText()) {
      found.put(name, in.text());
    } else if (deeper && name.equals("roleCredentials")) {
      in.object(inner -> take(inner, in, found, false));
    } else {
      in.skip();
    }
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-1", impossible);
    }
  }
}
