package dev.holdfast.backends.s3;

import dev.holdfast.engine.state.LockInfo;
import dev.holdfast.engine.state.RemoteLockedException;
import dev.holdfast.engine.state.RemotePlace;
import dev.holdfast.engine.state.SupersededException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The object of one workspace.
///
/// A write is bound to the entity tag that was read (`If-Match`), or to there being no object
/// (`If-None-Match: *`), so that the service itself refuses to write over what somebody else has
/// written.
///
/// @param keepers of the lock; with several, all of them
/// @param headers for every write, such as those for encryption by the service
record S3Place(Bucket bucket, String key, List<LockKeeper> keepers, Map<String, String> headers)
    implements RemotePlace {
  private static final String NONE = "\"\"";

  /// A state that was just written elsewhere may take so long to be seen.
  private static final int TRIES = 6;

  private static final long BETWEEN_TRIES_MILLISECONDS = 1000;

  S3Place {
    keepers = List.copyOf(keepers);
    headers = Map.copyOf(headers);
  }

  @Override
  public String location() {
    return "s3://" + bucket.name() + "/" + key;
  }

  private @Nullable TableLock table() {
    for (LockKeeper keeper : keepers) {
      if (keeper instanceof TableLock table) {
        return table;
      }
    }
    return null;
  }

  @Override
  public @Nullable Content read() throws IOException {
    TableLock table = table();
    for (int tries = 1; ; tries++) {
      Content content = readOnce();
      if (table == null || table.isNoted(content == null ? null : content.bytes())) {
        return content;
      }
      if (tries == TRIES) {
        throw new IOException(
            "the state there is not the one whose checksum is in the table, under %s-md5: either it was only just written, then try again, or it was changed by hand, then correct the checksum"
                .formatted(table.path()));
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(BETWEEN_TRIES_MILLISECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private @Nullable Content readOnce() throws IOException {
    HttpResponse<byte[]> response = bucket.get(key);
    return switch (response.statusCode()) {
      case 200 -> new Content(response.body(), tag(response));
      case 404 -> null;
      default -> throw Bucket.refused(response);
    };
  }

  private static String tag(HttpResponse<byte[]> response) {
    return response.headers().firstValue("ETag").orElse(NONE);
  }

  @Override
  public RemotePlace.Lock lock(LockInfo info) throws RemoteLockedException, IOException {
    if (keepers.isEmpty()) {
      return new Held(null);
    }
    List<LockKeeper> taken = new ArrayList<>();
    for (LockKeeper keeper : keepers) {
      if (!keeper.acquire(info)) {
        LockInfo holder = keeper.holder();
        // An earlier attempt of ours may have come through without its answer.
        if (holder == null || !holder.id().equals(info.id())) {
          for (LockKeeper each : taken) {
            each.remove();
          }
          throw new RemoteLockedException(holder);
        }
      }
      taken.add(keeper);
    }
    return new Held(info.id());
  }

  private final class Held implements RemotePlace.Lock {
    private final @Nullable String id;

    Held(@Nullable String id) {
      this.id = id;
    }

    @Override
    public @Nullable Content read() throws IOException {
      return S3Place.this.read();
    }

    @Override
    public String write(byte[] bytes, @Nullable String expected) throws IOException {
      requireLock();
      Map<String, String> bound = new HashMap<>(headers);
      bound.put("content-type", "application/json");
      if (expected == null) {
        bound.put("if-none-match", "*");
      } else if (!expected.equals(NONE)) {
        bound.put("if-match", expected);
      }
      HttpResponse<byte[]> response = bucket.put(key, bytes, bound);
      String version =
          switch (response.statusCode()) {
            case 200 -> tag(response);
            case 404, 409, 412 -> afterRefusal(bytes);
            default -> throw Bucket.refused(response);
          };
      TableLock table = table();
      if (table != null) {
        table.noteDigest(bytes);
      }
      return version;
    }

    private void requireLock() throws IOException {
      if (id == null) {
        return;
      }
      for (LockKeeper keeper : keepers) {
        LockInfo holder = keeper.holder();
        if (holder == null || !holder.id().equals(id)) {
          throw new SupersededException("the lock is not ours any more");
        }
      }
    }

    /// An attempt before may have come through without its answer; then the text there is ours.
    private String afterRefusal(byte[] bytes) throws IOException {
      Content present = readOnce();
      if (present != null && Arrays.equals(present.bytes(), bytes)) {
        return present.version();
      }
      throw new SupersededException("the state there is not the one that was read any more");
    }

    @Override
    public void close() throws IOException {
      if (id == null) {
        return;
      }
      for (LockKeeper keeper : keepers) {
        LockInfo holder = keeper.holder();
        if (holder != null && holder.id().equals(id)) {
          keeper.remove();
        }
      }
    }
  }

  @Override
  public void forceUnlock(String lockId) throws RemoteLockedException, IOException {
    boolean found = false;
    LockInfo other = null;
    for (LockKeeper keeper : keepers) {
      LockInfo holder = keeper.holder();
      if (holder != null && holder.id().equals(lockId)) {
        keeper.remove();
        found = true;
      } else if (holder != null) {
        other = holder;
      }
    }
    if (!found) {
      throw new RemoteLockedException(other);
    }
  }

  /// Removes the state, its lock, and what is noted of it.
  void remove() throws IOException {
    HttpResponse<byte[]> response = bucket.delete(key);
    if (response.statusCode() / 100 != 2 && response.statusCode() != 404) {
      throw Bucket.refused(response);
    }
    for (LockKeeper keeper : keepers) {
      keeper.remove();
    }
    TableLock table = table();
    if (table != null) {
      table.removeDigest();
    }
  }
}
