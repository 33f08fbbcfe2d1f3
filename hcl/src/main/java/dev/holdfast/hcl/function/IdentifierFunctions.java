package dev.holdfast.hcl.function;

import static dev.holdfast.hcl.type.Type.NUMBER;
import static dev.holdfast.hcl.type.Type.STRING;

import dev.holdfast.hcl.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Functions that make identifiers, and those of passwords and keys.
final class IdentifierFunctions implements Functions.Family {
  private static final int USUAL_COST = 10;

  @Override
  public List<String> names() {
    return List.of("bcrypt", "rsadecrypt", "uuid", "uuidv5");
  }

  @Override
  public @Nullable Function make(String name) {
    return switch (name) {
      case "bcrypt" -> bcrypt();
      case "rsadecrypt" ->
          Signature.of(name)
              .takes(Parameter.of("ciphertext", STRING).orMarked())
              .takes(Parameter.of("privatekey", STRING).orMarked())
              .returns(
                  STRING,
                  call ->
                      Value.of(RsaDecryption.decrypt(call))
                          .mark(call.argument(0).marks())
                          .mark(call.argument(1).marks()));
      case "uuid" ->
          Signature.of(name)
              .returns(
                  STRING,
                  call -> {
                    if (call.context().planning()) {
                      return call.unknown();
                    }
                    byte[] bytes = new byte[16];
                    call.context().random().nextBytes(bytes);
                    return Value.of(uuid(bytes, 4));
                  });
      case "uuidv5" -> uuidV5();
      default -> null;
    };
  }

  private static Function bcrypt() {
    return Signature.of("bcrypt")
        .takes("str", STRING)
        .takesMany("cost", NUMBER)
        .returns(
            STRING,
            call -> {
              if (call.count() > 2) {
                throw FunctionFault.of("bcrypt() takes no more than two arguments");
              }
              int cost = call.count() == 2 ? call.integer(1) : USUAL_COST;
              byte[] password = call.text(0).getBytes(StandardCharsets.UTF_8);
              if (cost < Bcrypt.LEAST_COST || cost > Bcrypt.GREATEST_COST) {
                throw FunctionFault.of(
                    "error occurred generating password: cost %d is outside allowed range (4,31)"
                        .formatted(cost));
              }
              if (password.length > Bcrypt.LONGEST_PASSWORD) {
                throw FunctionFault.of(
                    "error occurred generating password: password length exceeds 72 bytes");
              }
              if (call.context().planning()) {
                return call.unknown();
              }
              byte[] salt = new byte[Bcrypt.SALT_LENGTH];
              call.context().random().nextBytes(salt);
              return Value.of(Bcrypt.hash(password, salt, cost));
            });
  }

  private static Function uuidV5() {
    return Signature.of("uuidv5")
        .takes("namespace", STRING)
        .takes("name", STRING)
        .returns(
            STRING,
            call -> {
              UUID namespace = namespace(call.text(0));
              byte[] name = call.text(1).getBytes(StandardCharsets.UTF_8);
              ByteBuffer input =
                  ByteBuffer.allocate(16 + name.length)
                      .putLong(namespace.getMostSignificantBits())
                      .putLong(namespace.getLeastSignificantBits())
                      .put(name);
              try {
                byte[] digest = MessageDigest.getInstance("SHA-1").digest(input.array());
                return Value.of(uuid(digest, 5));
              } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-1", e);
              }
            });
  }

  /// The namespaces of RFC 4122, appendix C, by name, and any other as a UUID.
  private static UUID namespace(String text) throws FunctionFault {
    return switch (text) {
      case "dns" -> UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
      case "url" -> UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
      case "oid" -> UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8");
      case "x500" -> UUID.fromString("6ba7b814-9dad-11d1-80b4-00c04fd430c8");
      default -> {
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
          throw FunctionFault.of(
              "uuidv5() doesn't support namespace %s (invalid UUID)".formatted(text));
        }
        yield UUID.fromString(text);
      }
    };
  }

  /// The first 16 bytes with version and variant set (RFC 4122, section 4.3).
  private static String uuid(byte[] bytes, int version) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long high = (buffer.getLong() & ~0xF000L) | ((long) version << 12);
    long low = (buffer.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
