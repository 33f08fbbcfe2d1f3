package dev.holdfast.backends.http;

import dev.holdfast.backends.web.StateVersion;
import dev.holdfast.backends.web.WebClient;
import dev.holdfast.engine.json.JsonOutput;
import dev.holdfast.engine.state.LockInfo;
import dev.holdfast.engine.state.LockText;
import dev.holdfast.engine.state.RemoteLockedException;
import dev.holdfast.engine.state.RemotePlace;
import dev.holdfast.engine.state.SupersededException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A state behind an address: `GET` reads it, `POST` (or another method) writes it, and two more
/// addresses lock and unlock it.
///
/// The protocol of the peers has no compare-and-set. Here each write first looks whether the text
/// is still the one that was read, by lineage and serial; and where the server gives entity tags,
/// the write is bound to the tag that was seen (`If-Match`), so that nothing fits in between.
record HttpPlace(HttpEndpoint endpoint, WebClient client) implements RemotePlace {

  @Override
  public String location() {
    return endpoint.shown();
  }

  /// A text with the tag that a write can be bound to; null where there is none.
  private record Tagged(Content content, @Nullable String tag) {}

  @Override
  public @Nullable Content read() throws IOException {
    Tagged tagged = readTagged();
    return tagged == null ? null : tagged.content();
  }

  private @Nullable Tagged readTagged() throws IOException {
    HttpResponse<byte[]> response = client.send(request(endpoint.address()).GET().build());
    return switch (response.statusCode()) {
      case 200 -> {
        byte[] text = response.body();
        if (text.length == 0) {
          yield null;
        }
        checkWhole(response);
        String tag =
            response
                .headers()
                .firstValue("ETag")
                .filter(each -> each.startsWith("\""))
                .orElse(null);
        yield new Tagged(new Content(text, StateVersion.of(text)), tag);
      }
      case 204, 404 -> null;
      default -> throw refused(response);
    };
  }

  private static void checkWhole(HttpResponse<byte[]> response) throws IOException {
    String sum = response.headers().firstValue("Content-MD5").orElse("");
    if (!sum.isEmpty() && !sum.equals(md5(response.body()))) {
      throw new IOException("the text that came does not have the checksum that was announced");
    }
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    endpoint.headers().forEach(request::header);
    return request;
  }

  private HttpRequest.Builder sending(URI address, String method, byte[] body) {
    return request(address)
        .header("Content-Type", "application/json")
        .header("Content-MD5", md5(body))
        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
  }

  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has MD5", impossible);
    }
  }

  private static IOException refused(HttpResponse<byte[]> response) {
    return new IOException(
        switch (response.statusCode()) {
          case 401 -> "the server wants to know who asks: give username and password";
          case 403 -> "the server does not let this user in";
          default -> "the server answered with the status " + response.statusCode();
        });
  }

  @Override
  public RemotePlace.Lock lock(LockInfo info) throws RemoteLockedException, IOException {
    URI address = endpoint.lock();
    byte[] body = LockText.encode(info);
    if (address != null) {
      HttpResponse<byte[]> response =
          client.send(sending(address, endpoint.lockMethod(), body).build());
      switch (response.statusCode()) {
        case 200, 201, 204 -> {}
        case 409, 423 -> {
          LockInfo holder = LockText.decode(response.body());
          // An earlier attempt of ours may have come through without its answer.
          if (holder == null || !holder.id().equals(info.id())) {
            throw new RemoteLockedException(holder);
          }
        }
        default -> throw refused(response);
      }
    }
    return new Held(address == null ? null : info.id(), body);
  }

  private final class Held implements RemotePlace.Lock {
    private final @Nullable String id;
    private final byte[] body;

    Held(@Nullable String id, byte[] body) {
      this.id = id;
      this.body = body;
    }

    @Override
    public @Nullable Content read() throws IOException {
      return HttpPlace.this.read();
    }

    @Override
    public String write(byte[] text, @Nullable String expected) throws IOException {
      String version = StateVersion.of(text);
      Tagged present = readTagged();
      String found = present == null ? null : present.content().version();
      if (present != null && isOurs(present, version, text)) {
        return version;
      }
      if (!Objects.equals(found, expected)) {
        throw new SupersededException(
            "the state there is not the one that was read any more (serial %s instead of %s)"
                .formatted(found == null ? "none" : found, expected == null ? "none" : expected));
      }
      URI address = id == null ? endpoint.address() : endpoint.locked(id);
      HttpRequest.Builder request = sending(address, endpoint.updateMethod(), text);
      if (present != null && present.tag() != null) {
        request.header("If-Match", present.tag());
      }
      HttpResponse<byte[]> response = client.send(request.build());
      return switch (response.statusCode()) {
        case 200, 201, 204 -> version;
        case 409, 412, 423 -> afterRefusal(response, text, version);
        default -> throw refused(response);
      };
    }

    /// An attempt before may have come through without its answer; then the text there is ours.
    private String afterRefusal(HttpResponse<byte[]> response, byte[] text, String version)
        throws IOException {
      Tagged present = readTagged();
      if (present != null && isOurs(present, version, text)) {
        return version;
      }
      throw new SupersededException(
          response.statusCode() == 412
              ? "the state there was changed at this moment"
              : "the lock is not ours any more");
    }

    private static boolean isOurs(Tagged present, String version, byte[] text) {
      return present.content().version().equals(version)
          && Arrays.equals(present.content().bytes(), text);
    }

    @Override
    public void close() throws IOException {
      if (id != null) {
        unlock(body);
      }
    }
  }

  private void unlock(byte[] body) throws IOException {
    URI address = endpoint.unlock();
    if (address != null) {
      HttpResponse<byte[]> response =
          client.send(sending(address, endpoint.unlockMethod(), body).build());
      if (response.statusCode() / 100 != 2) {
        throw refused(response);
      }
    }
  }

  @Override
  public void forceUnlock(String lockId) throws RemoteLockedException, IOException {
    if (endpoint.unlock() == null) {
      throw new RemoteLockedException(null);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    JsonOutput json = JsonOutput.compact(body);
    json.object(() -> json.member("ID", lockId));
    HttpResponse<byte[]> response =
        client.send(
            sending(endpoint.unlock(), endpoint.unlockMethod(), body.toByteArray()).build());
    switch (response.statusCode() / 100) {
      case 2 -> {}
      case 4 -> throw new RemoteLockedException(LockText.decode(response.body()));
      default -> throw refused(response);
    }
  }
}
