package dev.holdfast.backends.s3;

import dev.holdfast.engine.state.LockInfo;
import dev.holdfast.engine.state.LockText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lock as an item of a table, `BUCKET/KEY`, as the peers do with `dynamodb_table`; and beside
/// it the checksum of the state, `BUCKET/KEY-md5`, which they look at when they read.
record TableLock(DynamoTable table, String path) implements LockKeeper {
  private static final String INFO = "Info";
  private static final String DIGEST = "Digest";

  @Override
  public boolean acquire(LockInfo info) throws IOException {
    return table.putIfAbsent(
        path, Map.of(INFO, new String(LockText.encode(info), StandardCharsets.UTF_8)));
  }

  @Override
  public @Nullable LockInfo holder() throws IOException {
    String text = table.get(path).get(INFO);
    return text == null ? null : LockText.decode(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void remove() throws IOException {
    table.delete(path);
  }

  /// Notes what the state is now.
  void noteDigest(byte[] state) throws IOException {
    table.put(path + "-md5", Map.of(DIGEST, digest(state)));
  }

  void removeDigest() throws IOException {
    table.delete(path + "-md5");
  }

  /// Whether a state is the one that was noted last; true where none was.
  ///
  /// @param state null for none
  boolean isNoted(byte @Nullable [] state) throws IOException {
    String noted = table.get(path + "-md5").getOrDefault(DIGEST, "");
    return noted.isEmpty() || (state != null && noted.equals(digest(state)));
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has MD5", impossible);
    }
  }
}
