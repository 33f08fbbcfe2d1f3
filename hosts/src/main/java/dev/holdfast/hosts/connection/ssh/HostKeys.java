package dev.holdfast.hosts.connection.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.signature.Signature;
import org.jspecify.annotations.Nullable;

/// Decides whether a host is the one that it should be, by its key.
final class HostKeys implements ServerKeyVerifier {
  private final SshTarget target;
  private final Path knownHosts;
  private final List<PublicKey> known;
  private final List<PublicKey> revoked = new ArrayList<>();
  private volatile String refusal = "";

  private HostKeys(SshTarget target, Path knownHosts) throws SshException {
    this.target = target;
    this.knownHosts = knownHosts;
    this.known = target.hostKey().isBlank() ? fromFile() : List.of(given(target.hostKey()));
  }

  static HostKeys of(SshTarget target, SshUser user) throws SshException {
    return new HostKeys(target, user.folder().resolve("known_hosts"));
  }

  private static PublicKey given(String text) throws SshException {
    PublicKey key = key(PublicKeyEntry.parsePublicKeyEntry(text.strip()));
    if (key == null) {
      throw new SshException("The host_key is not a public key of a kind that is known.", true);
    }
    return key;
  }

  private static @Nullable PublicKey key(@Nullable PublicKeyEntry entry) {
    try {
      return entry == null
          ? null
          : entry.resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING);
    } catch (IOException | GeneralSecurityException | RuntimeException unknownKind) {
      return null;
    }
  }

  private List<PublicKey> fromFile() throws SshException {
    List<PublicKey> keys = new ArrayList<>();
    if (!Files.isReadable(knownHosts)) {
      return keys;
    }
    try {
      for (String line : Files.readAllLines(knownHosts)) {
        addKnown(line, keys);
      }
    } catch (IOException unreadable) {
      throw new SshException(
          "The file %s cannot be read: %s.".formatted(knownHosts, unreadable.getMessage()), true);
    }
    return keys;
  }

  /// A line that is none, of which such files have many, says nothing.
  private void addKnown(String line, List<PublicKey> keys) {
    try {
      KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line);
      if (entry == null || !entry.isHostMatch(target.host(), target.port())) {
        return;
      }
      PublicKey key = key(entry.getKeyEntry());
      String marker = entry.getMarker();
      if (key != null && "revoked".equals(marker)) {
        revoked.add(key);
      } else if (key != null && (marker == null || marker.isEmpty())) {
        keys.add(key);
      }
    } catch (IllegalArgumentException noEntry) {
      // Passed over, as OpenSSH does.
    }
  }

  /// The ways to prove a key, those for known kinds of keys first, so that the host shows a key
  /// that can be compared.
  List<NamedFactory<Signature>> order(List<NamedFactory<Signature>> all) {
    List<String> kinds = known.stream().map(KeyUtils::getKeyType).toList();
    return Stream.concat(
            all.stream().filter(each -> isFor(each, kinds)),
            all.stream().filter(each -> !isFor(each, kinds)))
        .toList();
  }

  private static boolean isFor(NamedFactory<Signature> factory, List<String> kinds) {
    String name = factory.getName();
    return kinds.contains(name) || (name.startsWith("rsa-sha2-") && kinds.contains("ssh-rsa"));
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey shown) {
    String print = KeyUtils.getFingerPrint(shown);
    if (revoked.stream().anyMatch(each -> KeyUtils.compareKeys(each, shown))) {
      refusal = "The key of %s is revoked in %s.".formatted(target.host(), knownHosts);
    } else if (known.stream().anyMatch(each -> KeyUtils.compareKeys(each, shown))) {
      refusal = "";
    } else if (!known.isEmpty()) {
      refusal =
          "The host %s has another key than expected: it shows %s. Either it was set up anew, or somebody else answers in its place. If you know that it is right, correct %s."
              .formatted(
                  target.host(), print, target.hostKey().isBlank() ? knownHosts : "host_key");
    } else if (!target.unknownHosts()) {
      refusal =
          "The host %s is not known, and shows the key %s. If it is the right one, connect to it once with ssh, which writes its key to %s."
              .formatted(target.host(), print, knownHosts);
    }
    return refusal.isEmpty();
  }

  /// Why a key was refused; empty where none was.
  String refusal() {
    return refusal;
  }
}
