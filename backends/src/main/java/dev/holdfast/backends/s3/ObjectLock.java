package dev.holdfast.backends.s3;

import dev.holdfast.engine.state.LockInfo;
import dev.holdfast.engine.state.LockText;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lock as an object beside the state, `KEY.tflock`, which is made only where there is none, as
/// the peers do with `use_lockfile`.
record ObjectLock(Bucket bucket, String key, Map<String, String> headers) implements LockKeeper {
  ObjectLock {
    headers = Map.copyOf(headers);
  }

  static String keyOf(String state) {
    return state + ".tflock";
  }

  @Override
  public boolean acquire(LockInfo info) throws IOException {
    Map<String, String> absent = new HashMap<>(headers);
    absent.put("if-none-match", "*");
    HttpResponse<byte[]> response = bucket.put(key, LockText.encode(info), absent);
    return switch (response.statusCode()) {
      case 200 -> true;
      case 409, 412 -> false;
      default -> throw Bucket.refused(response);
    };
  }

  @Override
  public @Nullable LockInfo holder() throws IOException {
    HttpResponse<byte[]> response = bucket.get(key);
    return switch (response.statusCode()) {
      case 200 -> LockText.decode(response.body());
      case 404 -> null;
      default -> throw Bucket.refused(response);
    };
  }

  @Override
  public void remove() throws IOException {
    HttpResponse<byte[]> response = bucket.delete(key);
    if (response.statusCode() / 100 != 2 && response.statusCode() != 404) {
      throw Bucket.refused(response);
    }
  }
}
