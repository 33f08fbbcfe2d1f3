package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that hash strings and files.
final class HashFunctions implements Functions.Family {
  @Override
  public List<String> names() {
    return List.of(
        "base64sha256",
        "base64sha512",
        "filebase64sha256",
        "filebase64sha512",
        "filemd5",
        "filesha1",
        "filesha256",
        "filesha512",
        "md5",
        "sha1",
        "sha256",
        "sha512");
  }

  @Override
  public @Nullable Function make(String name) {
    boolean file = name.startsWith("file");
    String rest = file ? name.substring("file".length()) : name;
    boolean base64 = rest.startsWith("base64");
    String algorithm =
        switch (base64 ? rest.substring("base64".length()) : rest) {
          case "md5" -> "MD5";
          case "sha1" -> "SHA-1";
          case "sha256" -> "SHA-256";
          case "sha512" -> "SHA-512";
          default -> "";
        };
    if (algorithm.isEmpty()) {
      return null;
    }
    return file ? ofFile(name, algorithm, base64) : ofText(name, algorithm, base64);
  }

  private static Function ofText(String name, String algorithm, boolean base64) {
    return Signature.of(name)
        .takes("str", STRING)
        .returns(
            STRING,
            call -> {
              byte[] bytes = call.text(0).getBytes(StandardCharsets.UTF_8);
              return Value.of(hash(bytes, algorithm, base64));
            });
  }

  private static Function ofFile(String name, String algorithm, boolean base64) {
    return Signature.of(name)
        .takes(Parameter.of("path", STRING).orMarked())
        .returns(
            STRING,
            call ->
                Value.of(hash(FileContent.bytes(call, 0), algorithm, base64))
                    .mark(call.argument(0).marks()));
  }

  private static String hash(byte[] bytes, String algorithm, boolean base64) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes);
      return base64 ? Base64.getEncoder().encodeToString(digest) : HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
