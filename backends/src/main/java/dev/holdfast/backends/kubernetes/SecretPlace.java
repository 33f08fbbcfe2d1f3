package dev.holdfast.backends.kubernetes;

import dev.holdfast.engine.state.LockInfo;
import dev.holdfast.engine.state.LockText;
import dev.holdfast.engine.state.RemoteLockedException;
import dev.holdfast.engine.state.RemotePlace;
import dev.holdfast.engine.state.SupersededException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The secret of one workspace, `tfstate-WORKSPACE-SUFFIX`, and the lease beside it that is its
/// lock, as the peers have them.
///
/// A secret is replaced only with the `resourceVersion` that was read, so the cluster itself
/// refuses to write over what somebody else has written.
record SecretPlace(Cluster cluster, String workspace, String suffix, Map<String, String> labels)
    implements RemotePlace {
  private static final String DATA = "tfstate";
  private static final String LOCK_INFO = "app.terraform.io/lock-info";

  SecretPlace {
    labels = Map.copyOf(labels);
  }

  private String name() {
    return "tfstate-" + workspace + "-" + suffix;
  }

  private String leaseName() {
    return "lock-" + name();
  }

  private Map<String, String> allLabels() {
    Map<String, String> all = new HashMap<>(labels);
    all.put("tfstate", "true");
    all.put("tfstateSecretSuffix", suffix);
    all.put("tfstateWorkspace", workspace);
    all.put("app.kubernetes.io/managed-by", "terraform");
    return all;
  }

  @Override
  public String location() {
    return "secret %s/%s".formatted(cluster.namespace(), name());
  }

  @Override
  public @Nullable Content read() throws IOException {
    ClusterObject secret = find(Cluster.Kind.SECRET, name());
    String text = secret == null ? null : secret.data().get(DATA);
    return secret == null
        ? null
        : new Content(text == null ? new byte[0] : unpacked(text), secret.version());
  }

  private @Nullable ClusterObject find(Cluster.Kind kind, String name) throws IOException {
    HttpResponse<byte[]> response = cluster.get(kind, name);
    return switch (response.statusCode()) {
      case 200 -> ClusterObject.read(kind, response.body());
      case 404 -> null;
      default -> throw Cluster.refused(response);
    };
  }

  private static byte[] unpacked(String text) throws IOException {
    try (GZIPInputStream packed =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return packed.readAllBytes();
    } catch (IllegalArgumentException malformed) {
      throw new IOException("the secret does not hold a packed state", malformed);
    }
  }

  private static String packed(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
      packing.write(text);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  @Override
  public RemotePlace.Lock lock(LockInfo info) throws RemoteLockedException, IOException {
    ClusterObject lease = find(Cluster.Kind.LEASE, leaseName());
    if (lease != null && !lease.holder().isEmpty() && !lease.holder().equals(info.id())) {
      throw new RemoteLockedException(holder(lease));
    }
    Map<String, String> annotations = new HashMap<>(lease == null ? Map.of() : lease.annotations());
    annotations.put(LOCK_INFO, new String(LockText.encode(info), StandardCharsets.UTF_8));
    HttpResponse<byte[]> response =
        send(
            new ClusterObject(
                Cluster.Kind.LEASE,
                leaseName(),
                lease == null ? "" : lease.version(),
                allLabels(),
                annotations,
                Map.of(),
                info.id()));
    if (response.statusCode() == 409) {
      ClusterObject other = find(Cluster.Kind.LEASE, leaseName());
      throw new RemoteLockedException(other == null ? null : holder(other));
    }
    if (response.statusCode() / 100 != 2) {
      throw Cluster.refused(response);
    }
    return new Held(info.id());
  }

  private static @Nullable LockInfo holder(ClusterObject lease) {
    String text = lease.annotations().getOrDefault(LOCK_INFO, "");
    return LockText.decode(text.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<byte[]> send(ClusterObject object) throws IOException {
    return cluster.send(
        object.kind(), object.name(), object.version().isEmpty() ? "POST" : "PUT", object.text());
  }

  private final class Held implements RemotePlace.Lock {
    private final String id;

    Held(String id) {
      this.id = id;
    }

    @Override
    public @Nullable Content read() throws IOException {
      return SecretPlace.this.read();
    }

    @Override
    public String write(byte[] bytes, @Nullable String expected) throws IOException {
      ClusterObject lease = find(Cluster.Kind.LEASE, leaseName());
      if (lease == null || !lease.holder().equals(id)) {
        throw new SupersededException("the lock is not ours any more");
      }
      HttpResponse<byte[]> response =
          send(
              new ClusterObject(
                  Cluster.Kind.SECRET,
                  name(),
                  expected == null ? "" : expected,
                  allLabels(),
                  Map.of("encoding", "gzip"),
                  Map.of(DATA, packed(bytes)),
                  ""));
      return switch (response.statusCode()) {
        case 200, 201 -> ClusterObject.read(Cluster.Kind.SECRET, response.body()).version();
        case 404, 409 -> afterRefusal(bytes);
        default -> throw Cluster.refused(response);
      };
    }

    /// An attempt before may have come through without its answer; then the text there is ours.
    private String afterRefusal(byte[] bytes) throws IOException {
      Content present = SecretPlace.this.read();
      if (present != null && Arrays.equals(present.bytes(), bytes)) {
        return present.version();
      }
      throw new SupersededException("the state there is not the one that was read any more");
    }

    @Override
    public void close() throws IOException {
      ClusterObject lease = find(Cluster.Kind.LEASE, leaseName());
      if (lease != null && lease.holder().equals(id)) {
        release(lease);
      }
    }
  }

  private void release(ClusterObject lease) throws IOException {
    Map<String, String> annotations = new HashMap<>(lease.annotations());
    annotations.remove(LOCK_INFO);
    HttpResponse<byte[]> response =
        send(
            new ClusterObject(
                lease.kind(),
                lease.name(),
                lease.version(),
                lease.labels(),
                annotations,
                Map.of(),
                ""));
    if (response.statusCode() / 100 != 2) {
      throw Cluster.refused(response);
    }
  }

  @Override
  public void forceUnlock(String lockId) throws RemoteLockedException, IOException {
    ClusterObject lease = find(Cluster.Kind.LEASE, leaseName());
    if (lease == null || !lease.holder().equals(lockId)) {
      throw new RemoteLockedException(lease == null ? null : holder(lease));
    }
    release(lease);
  }

  /// Makes the secret with this text, unless it is there.
  void create(byte[] text) throws IOException {
    HttpResponse<byte[]> response =
        send(
            new ClusterObject(
                Cluster.Kind.SECRET,
                name(),
                "",
                allLabels(),
                Map.of("encoding", "gzip"),
                Map.of(DATA, packed(text)),
                ""));
    if (response.statusCode() / 100 != 2 && response.statusCode() != 409) {
      throw Cluster.refused(response);
    }
  }

  /// Removes the secret and the lease.
  void remove() throws IOException {
    delete(Cluster.Kind.SECRET, name());
    delete(Cluster.Kind.LEASE, leaseName());
  }

  private void delete(Cluster.Kind kind, String name) throws IOException {
    HttpResponse<byte[]> response = cluster.delete(kind, name);
    if (response.statusCode() / 100 != 2 && response.statusCode() != 404) {
      throw Cluster.refused(response);
    }
  }
}
