package dev.holdfast.hosts.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.hosts.connection.Host;
import dev.holdfast.hosts.connection.HostAddress;
import dev.holdfast.hosts.connection.HostUnreachableException;
import dev.holdfast.hosts.connection.Hosts;
import dev.holdfast.hosts.connection.Request;
import dev.holdfast.hosts.connection.ShellDiedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshConnectionTest {
  @TempDir private static Path serverFolder;
  private static PrivateServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void startServer() throws Exception {
    server = PrivateServer.start(serverFolder);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private SshUser nobody() {
    return new SshUser(folder, Optional.empty(), server.user());
  }

  private static SshTarget target(String key, String hostKey) {
    return target(server.port(), key, hostKey, Optional.empty());
  }

  private static SshTarget target(
      int port, String key, String hostKey, Optional<SshTarget> bastion) {
    return new SshTarget(
        "127.0.0.1",
        port,
        server.user(),
        hostKey,
        true,
        "",
        key,
        "",
        false,
        false,
        Duration.ofSeconds(20),
        bastion);
  }

  private static String output(SshConnection connection, String command) throws Exception {
    SshPipe pipe = connection.run(command);
    pipe.input().close();
    String text = new String(pipe.output().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(pipe.waitFor(Duration.ofSeconds(20))).isTrue();
    return text + " " + pipe.exitCode().orElse(-1);
  }

  @Test
  void runsProgramsWithAKey() throws Exception {
    try (SshConnection connection =
        SshConnection.open(target(server.privateKey(), server.hostKey()), nobody())) {
      assertThat(output(connection, "echo hello; exit 3")).isEqualTo("hello 3");
      assertThat(output(connection, "echo again")).isEqualTo("again 0");
    }
  }

  @Test
  void refusesAHostWithAnotherKeyThanGiven() throws Exception {
    PrivateServer.key(folder.resolve("other"), "ed25519");
    String other = Files.readString(folder.resolve("other.pub"));
    SshTarget target = target(server.privateKey(), other);
    assertThatThrownBy(() -> SshConnection.open(target, nobody()))
        .isInstanceOfSatisfying(SshException.class, fault -> assertThat(fault.isLasting()).isTrue())
        .hasMessageContaining("another key than expected");
  }

  @Test
  void refusesAHostWhoseKeyHasChanged() throws Exception {
    PrivateServer.key(folder.resolve("other"), "ed25519");
    Files.writeString(
        folder.resolve("known_hosts"),
        "[127.0.0.1]:%d %s"
            .formatted(server.port(), Files.readString(folder.resolve("other.pub"))));
    SshTarget target = target(server.privateKey(), "");
    assertThatThrownBy(() -> SshConnection.open(target, nobody()))
        .hasMessageContaining("another key than expected")
        .hasMessageContaining(folder.resolve("known_hosts").toString());
  }

  @Test
  void saysWhoIsNotLetIn() throws Exception {
    PrivateServer.key(folder.resolve("wrong"), "ecdsa");
    SshTarget target = target(Files.readString(folder.resolve("wrong")), server.hostKey());
    assertThatThrownBy(() -> SshConnection.open(target, nobody()))
        .hasMessageStartingWith("The host 127.0.0.1 did not let " + server.user() + " in");
  }

  @Test
  void aKeyWithAPassphraseIsForTheAgent() throws Exception {
    Path key = folder.resolve("locked");
    PrivateServer.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", key.toString());
    SshTarget target = target(Files.readString(key), server.hostKey());
    assertThatThrownBy(() -> SshConnection.open(target, nobody()))
        .hasMessageContaining("has a passphrase");
  }

  @Test
  void logsInWithTheAgent() throws Exception {
    Path socket = folder.resolve("agent");
    Process agent =
        new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      while (!Files.exists(socket) && agent.isAlive()) {
        Thread.sleep(10);
      }
      Process add = process(socket, "ssh-add", "-q", server.privateKeyFile().toString());
      assertThat(add.waitFor()).isZero();
      SshTarget target =
          new SshTarget(
              "127.0.0.1",
              server.port(),
              server.user(),
              server.hostKey(),
              false,
              "",
              "",
              "",
              true,
              false,
              Duration.ofSeconds(20),
              Optional.empty());
      SshUser user = new SshUser(folder, Optional.of(socket), server.user());
      try (SshConnection connection = SshConnection.open(target, user)) {
        assertThat(output(connection, "echo agent")).isEqualTo("agent 0");
      }
    } finally {
      agent.destroy();
      agent.waitFor();
    }
  }

  private static Process process(Path agent, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("SSH_AUTH_SOCK", agent.toString());
    return builder.start();
  }

  @Test
  void goesThroughABastion() throws Exception {
    SshTarget bastion = target(server.privateKey(), server.hostKey());
    SshTarget target =
        target(server.port(), server.privateKey(), server.hostKey(), Optional.of(bastion));
    try (SshConnection connection = SshConnection.open(target, nobody())) {
      assertThat(output(connection, "echo $SSH_CONNECTION")).endsWith(" 0");
    }
  }

  @Test
  void saysWhenNobodyAnswers() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    SshTarget target = target(port, server.privateKey(), "", Optional.empty());
    assertThatThrownBy(() -> SshConnection.open(target, nobody()))
        .hasMessage("Nothing takes connections at 127.0.0.1 port %d.".formatted(port));
  }

  @Test
  void hostsAreReachedByTheirAddress() throws Exception {
    Path user = server.userFolder();
    Files.copy(server.privateKeyFile(), user.resolve("id_ed25519"));
    HostAddress address = new HostAddress.Ssh(server.user(), "127.0.0.1", server.port());
    try (SshConnector connector =
            new SshConnector(new SshUser(user, Optional.empty(), server.user()));
        Hosts hosts = new Hosts(List.of(connector))) {
      Host host = hosts.host(address);
      assertThat(host.run(Request.reading("echo $((6 * 7))")).output().strip()).isEqualTo("42");
      assertThat(host.run(Request.reading("exit 5")).exitCode()).isEqualTo(5);
      server.dropConnections();
      assertThat(outputAfterLoss(host)).isEqualTo("back");
    } finally {
      Files.delete(user.resolve("id_ed25519"));
    }
  }

  /// A request that was on its way when the connection broke fails; the next one connects again.
  private static String outputAfterLoss(Host host) throws Exception {
    Request request = Request.reading("echo back");
    try {
      return host.run(request).output().strip();
    } catch (ShellDiedException lost) {
      return host.run(request).output().strip();
    }
  }

  @Test
  void anUnknownHostIsNotTrustedByItsAddressAlone() throws Exception {
    HostAddress address = new HostAddress.Ssh(server.user(), "127.0.0.1", server.port());
    try (SshConnector connector = new SshConnector(nobody());
        Hosts hosts = new Hosts(List.of(connector))) {
      Host host = hosts.host(address);
      assertThatThrownBy(() -> host.run(Request.reading("true")))
          .isInstanceOf(HostUnreachableException.class)
          .hasMessageContaining("is not known");
    }
  }
}
