package dev.holdfast.hosts.connection.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An ssh server of the system's `sshd`, on a free port of this machine, with keys and settings of
/// its own, that lets the user who runs the tests in with one key.
public final class PrivateServer implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Process process;

  private PrivateServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /// Starts a server.
  ///
  /// @param folder is empty; only its owner may write to it and those above it
  public static PrivateServer start(Path folder) throws IOException, InterruptedException {
    key(folder.resolve("host_key"), "ed25519");
    key(folder.resolve("user_key"), "ed25519");
    Files.copy(folder.resolve("user_key.pub"), folder.resolve("authorized_keys"));
    // Where sshd separates its privileges when root starts it.
    if (Files.isWritable(Path.of("/run"))) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    int port = freePort();
    List<String> settings =
        List.of(
            "Port " + port,
            "ListenAddress 127.0.0.1",
            "HostKey " + folder.resolve("host_key"),
            "PidFile none",
            "UsePAM no",
            "StrictModes no",
            "PermitRootLogin yes",
            "PasswordAuthentication no",
            "AllowTcpForwarding yes",
            "AuthorizedKeysFile " + folder.resolve("authorized_keys"));
    Path configuration = folder.resolve("sshd_config");
    Files.write(configuration, settings);
    Process process =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    PrivateServer server = new PrivateServer(folder, port, process);
    server.awaitReady();
    return server;
  }

  /// Makes a pair of keys without a passphrase.
  public static void key(Path file, String type) throws IOException, InterruptedException {
    run("ssh-keygen", "-q", "-t", type, "-N", "", "-f", file.toString());
  }

  static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (Instant.now().isBefore(end) && process.isAlive()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.getInputStream().read() == 'S') {
          return;
        }
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
    throw new IOException("sshd does not answer: " + log());
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  public int port() {
    return port;
  }

  public String user() {
    return System.getProperty("user.name");
  }

  public String privateKey() throws IOException {
    return Files.readString(folder.resolve("user_key"));
  }

  Path privateKeyFile() {
    return folder.resolve("user_key");
  }

  public String hostKey() throws IOException {
    return Files.readString(folder.resolve("host_key.pub")).strip();
  }

  /// A folder for a user's `known_hosts` that knows this server.
  Path userFolder() throws IOException {
    Path user = Files.createDirectories(folder.resolve("user"));
    Files.setPosixFilePermissions(user, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(
        user.resolve("known_hosts"), "[127.0.0.1]:%d %s\n".formatted(port, hostKey()));
    return user;
  }

  /// Ends all connections, as a machine that falls over does.
  void dropConnections() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroy();
    all.forEach(ProcessHandle::destroyForcibly);
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
