package dev.holdfast.backends.s3;

import dev.holdfast.engine.state.LockInfo;
import dev.holdfast.engine.state.LockText;
import dev.holdfast.engine.state.RemoteLockedException;
import dev.holdfast.engine.state.RemotePlace;
import dev.holdfast.engine.state.SupersededException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The object of one workspace.
///
/// A write is bound to the entity tag that was read (`If-Match`), or to there being no object
/// (`If-None-Match: *`), so that the service itself refuses to write over what somebody else has
/// written. The lock is an object beside it, `KEY.tflock`, which is made only where there is none,
/// as the peers do with `use_lockfile`.
///
/// @param locks whether there is a lock
/// @param headers for every write, such as those for encryption by the service
record S3Place(Bucket bucket, String key, boolean locks, Map<String, String> headers)
    implements RemotePlace {
  private static final String NONE = "\"\"";

  S3Place {
    headers = Map.copyOf(headers);
  }

  private String lockKey() {
    return key + ".tflock";
  }

  @Override
  public String location() {
    return "s3://" + bucket.name() + "/" + key;
  }

  @Override
  public @Nullable Content read() throws IOException {
    return read(key);
  }

  private @Nullable Content read(String name) throws IOException {
    HttpResponse<byte[]> response = bucket.get(name);
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
    if (!locks) {
      return new Held(null);
    }
    byte[] text = LockText.encode(info);
    Map<String, String> absent = new HashMap<>(headers);
    absent.put("if-none-match", "*");
    HttpResponse<byte[]> response = bucket.put(lockKey(), text, absent);
    switch (response.statusCode()) {
      case 200 -> {}
      case 409, 412 -> {
        LockInfo holder = holder();
        // An earlier attempt of ours may have come through without its answer.
        if (holder == null || !holder.id().equals(info.id())) {
          throw new RemoteLockedException(holder);
        }
      }
      default -> throw Bucket.refused(response);
    }
    return new Held(info.id());
  }

  private @Nullable LockInfo holder() throws IOException {
    Content lock = read(lockKey());
    return lock == null ? null : LockText.decode(lock.bytes());
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
      return switch (response.statusCode()) {
        case 200 -> tag(response);
        case 404, 409, 412 -> afterRefusal(bytes);
        default -> throw Bucket.refused(response);
      };
    }

    private void requireLock() throws IOException {
      if (id == null) {
        return;
      }
      LockInfo holder = holder();
      if (holder == null || !holder.id().equals(id)) {
        throw new SupersededException("the lock is not ours any more");
      }
    }

    /// An attempt before may have come through without its answer; then the text there is ours.
    private String afterRefusal(byte[] bytes) throws IOException {
      Content present = S3Place.this.read();
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
      LockInfo holder = holder();
      if (holder != null && holder.id().equals(id)) {
        removeLock();
      }
    }
  }

  private void removeLock() throws IOException {
    HttpResponse<byte[]> response = bucket.delete(lockKey());
    if (response.statusCode() / 100 != 2) {
      throw Bucket.refused(response);
    }
  }

  @Override
  public void forceUnlock(String lockId) throws RemoteLockedException, IOException {
    LockInfo holder = holder();
    if (holder == null || !holder.id().equals(lockId)) {
      throw new RemoteLockedException(holder);
    }
    removeLock();
  }

  /// Removes the state and its lock.
  void remove() throws IOException {
    for (String each : new String[] {key, lockKey()}) {
      HttpResponse<byte[]> response = bucket.delete(each);
      if (response.statusCode() / 100 != 2 && response.statusCode() != 404) {
        throw Bucket.refused(response);
      }
    }
  }
}
