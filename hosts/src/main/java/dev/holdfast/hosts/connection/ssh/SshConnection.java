package dev.holdfast.hosts.connection.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/// One connection to one host, on which many programs can run at once. Safe for use by many
/// threads.
public final class SshConnection implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final List<String> OWN_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  private final SshTarget target;
  private final SshClient client;
  private final ClientSession session;
  private final @Nullable SshConnection bastion;

  private SshConnection(
      SshTarget target, SshClient client, ClientSession session, @Nullable SshConnection bastion) {
    this.target = target;
    this.client = client;
    this.session = session;
    this.bastion = bastion;
  }

  /// Connects and logs in, by way of the bastion where there is one.
  public static SshConnection open(SshTarget target, SshUser user) throws SshException {
    SshConnection bastion =
        target.bastion().isPresent() ? open(target.bastion().get(), user) : null;
    SshClient client = null;
    try {
      HostKeys hostKeys = HostKeys.of(target, user);
      client = client(target, user, hostKeys);
      client.start();
      ClientSession session = connect(target, client, bastion);
      logIn(target, session, hostKeys);
      return new SshConnection(target, client, session, bastion);
    } catch (SshException | RuntimeException fault) {
      if (client != null) {
        client.stop();
      }
      if (bastion != null) {
        bastion.close();
      }
      throw fault;
    }
  }

  private static SshClient client(SshTarget target, SshUser user, HostKeys hostKeys)
      throws SshException {
    SshClient client = SshClient.setUpDefaultClient();
    client.setKeyExchangeFactories(keyExchanges());
    client.setSignatureFactories(hostKeys.order(client.getSignatureFactories()));
    client.setServerKeyVerifier(hostKeys);
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(keys(target, user)));
    client.setNioWorkers(1);
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
    CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, target.timeout());
    if (target.agent() && user.agent().isPresent() && Files.exists(user.agent().get())) {
      client.setAgentFactory(new AgentFactory(user.agent().get()));
    }
    if (!target.password().isEmpty()) {
      client.addPasswordIdentity(target.password());
    }
    return client;
  }

  /// Curve25519 first: the one that the library prefers takes 80 ms of computing for a connection.
  private static List<KeyExchangeFactory> keyExchanges() {
    List<BuiltinDHFactories> order = new ArrayList<>();
    order.add(BuiltinDHFactories.curve25519);
    order.add(BuiltinDHFactories.curve25519_libssh);
    for (BuiltinDHFactories each : ClientBuilder.DEFAULT_KEX_PREFERENCE) {
      if (!order.contains(each)) {
        order.add(each);
      }
    }
    List<KeyExchangeFactory> factories = new ArrayList<>();
    for (BuiltinDHFactories each : order) {
      if (each.isSupported()) {
        factories.add(ClientBuilder.DH2KEX.apply(each));
      }
    }
    return factories;
  }

  private static List<KeyPair> keys(SshTarget target, SshUser user) throws SshException {
    List<KeyPair> keys = new ArrayList<>();
    if (!target.privateKey().isEmpty()) {
      List<KeyPair> given = parse(target.privateKey(), "private_key");
      if (!target.certificate().isEmpty()) {
        PublicKey certificate = certificate(target.certificate());
        given.forEach(each -> keys.add(new KeyPair(certificate, each.getPrivate())));
      }
      keys.addAll(given);
    }
    if (target.identities()) {
      for (String name : OWN_KEYS) {
        Path file = user.folder().resolve(name);
        if (Files.isReadable(file)) {
          keys.addAll(own(file));
        }
      }
    }
    return keys;
  }

  private static List<KeyPair> parse(String text, String name) throws SshException {
    List<KeyPair> keys = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Iterable<KeyPair> found =
          SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName(name),
              new ByteArrayInputStream(bytes),
              FilePasswordProvider.EMPTY);
      if (found != null) {
        found.forEach(keys::add);
      }
    } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
      keys.clear();
    }
    if (keys.isEmpty()) {
      throw new SshException(
          "The %s cannot be read: it is damaged, of an unknown kind, or has a passphrase. Keys with a passphrase can be used by way of an agent."
              .formatted(name),
          true);
    }
    return keys;
  }

  private static PublicKey certificate(String text) throws SshException {
    try {
      PublicKey key =
          PublicKeyEntry.parsePublicKeyEntry(text.strip())
              .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.IGNORING);
      if (key != null) {
        return key;
      }
    } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
      // Reported below.
    }
    throw new SshException("The certificate is damaged or of an unknown kind.", true);
  }

  /// A key of the user that has a passphrase is for the agent.
  private static List<KeyPair> own(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException | SshException unusable) {
      return List.of();
    }
  }

  private static ClientSession connect(
      SshTarget target, SshClient client, @Nullable SshConnection bastion) throws SshException {
    String host = target.host();
    int port = target.port();
    try {
      if (bastion != null) {
        var tracker =
            bastion.session.createLocalPortForwardingTracker(
                new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(host, port));
        host = "127.0.0.1";
        port = tracker.getBoundAddress().getPort();
      }
      return client.connect(target.user(), host, port).verify(target.timeout()).getClientSession();
    } catch (IOException | RuntimeException fault) {
      throw new SshException(whyNotConnected(target, fault), false);
    }
  }

  private static String whyNotConnected(SshTarget target, Throwable fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return "The host name %s cannot be resolved.".formatted(target.host());
      }
      if (each instanceof ConnectException) {
        return "Nothing takes connections at %s port %d.".formatted(target.host(), target.port());
      }
      if (each instanceof TimeoutException) {
        return "%s port %d did not answer in time.".formatted(target.host(), target.port());
      }
    }
    return "%s port %d cannot be reached: %s."
        .formatted(target.host(), target.port(), fault.getMessage());
  }

  private static void logIn(SshTarget target, ClientSession session, HostKeys hostKeys)
      throws SshException {
    try {
      session.auth().verify(target.timeout());
    } catch (IOException | RuntimeException fault) {
      if (!hostKeys.refusal().isEmpty()) {
        throw new SshException(hostKeys.refusal(), true);
      }
      throw new SshException(
          "The host %s did not let %s in: %s."
              .formatted(target.host(), target.user(), fault.getMessage()),
          false);
    }
  }

  /// Begins a program.
  ///
  /// @param command for the shell of the user there
  public SshPipe run(String command) throws SshException {
    return run(command, () -> {});
  }

  SshPipe run(String command, Runnable onKill) throws SshException {
    try {
      ChannelExec channel = session.createExecChannel(command);
      channel.open().verify(target.timeout());
      return new SshPipe(channel, onKill);
    } catch (IOException | RuntimeException fault) {
      throw new SshException(
          "The connection to %s cannot be used: %s.".formatted(target, fault.getMessage()), false);
    }
  }

  /// Whether the connection is there as far as is known on this side.
  public boolean isOpen() {
    return session.isOpen();
  }

  @Override
  public void close() {
    session.close(true);
    client.stop();
    if (bastion != null) {
      bastion.close();
    }
  }
}
