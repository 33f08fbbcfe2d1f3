package dev.holdfast.hosts.operation;

import dev.holdfast.hosts.connection.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The content of a file: known by its SHA-256, and, where it is not too large, as a whole.
public final class Content {
  /// The largest content that is fetched from a host or compared by lines, in bytes.
  static final int LARGEST_SHOWN = 1 << 20;

  private final String sha256;
  private final long length;
  private final byte @Nullable [] bytes;
  private final @Nullable Payload payload;

  private Content(String sha256, long length, byte @Nullable [] bytes, @Nullable Payload payload) {
    this.sha256 = sha256;
    this.length = length;
    this.bytes = bytes;
    this.payload = payload;
  }

  public static Content of(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new Content(hash(digest().digest(copy)), copy.length, copy, Payload.of(copy));
  }

  /// A text in UTF-8.
  public static Content of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A file of this machine. Large ones are not held in memory.
  ///
  /// @throws IOException if it cannot be read
  public static Content of(Path file) throws IOException {
    if (Files.size(file) <= LARGEST_SHOWN) {
      return of(Files.readAllBytes(file));
    }
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    try (InputStream source = Files.newInputStream(file)) {
      for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
        digest.update(buffer, 0, count);
        length += count;
      }
    }
    return new Content(hash(digest.digest()), length, null, Payload.of(file));
  }

  /// A content of which only this is known, since it is large and on a host.
  static Content known(String sha256, long length) {
    return new Content(sha256, length, null, null);
  }

  /// Lower-case hexadecimal.
  public String sha256() {
    return sha256;
  }

  /// In bytes.
  public long length() {
    return length;
  }

  /// The bytes to send.
  ///
  /// @throws IllegalStateException if only the hash is known
  public Payload payload() {
    if (payload == null) {
      throw new IllegalStateException("the content is on a host");
    }
    return payload;
  }

  /// The content as text; empty if it is not UTF-8, holds a NUL or is not at hand.
  public Optional<String> text() {
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// The bytes, copied; empty if they are not at hand.
  public Optional<byte[]> bytes() {
    return Optional.ofNullable(bytes).map(byte[]::clone);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String hash(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Content that && sha256.equals(that.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  /// Without the content, which may be secret.
  @Override
  public String toString() {
    return length + " bytes, sha256 " + sha256.substring(0, 12);
  }
}
