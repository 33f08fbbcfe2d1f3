package dev.holdfast.backends.pg;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real PostgreSQL, with a fresh database in a folder of its own.
final class PostgresServer implements AutoCloseable {
  private final Path programs;
  private final Path folder;
  private final int port;

  private PostgresServer(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /// Where the programs of PostgreSQL are; empty where it is not installed.
  static Optional<Path> installed() throws IOException {
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        Optional<Path> newest =
            versions
                .map(each -> each.resolve("bin"))
                .filter(each -> Files.isExecutable(each.resolve("initdb")))
                .max(Comparator.naturalOrder());
        if (newest.isPresent()) {
          return newest;
        }
      }
    }
    for (String each : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(each, "initdb"))) {
        return Optional.of(Path.of(each));
      }
    }
    return Optional.empty();
  }

  static PostgresServer start(Path programs) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("holdfast-postgres");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    PostgresServer server = new PostgresServer(programs, folder, freePort());
    server.run("initdb", "-D", server.data(), "-A", "trust", "-U", "tester", "--no-sync");
    server.run(
        "pg_ctl",
        "-D",
        server.data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p %d -c listen_addresses=localhost -c unix_socket_directories='' -c fsync=off"
            .formatted(server.port),
        "start");
    return server;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// As somebody who is not root, since PostgreSQL refuses to run as root.
  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("runuser", "-u", "nobody", "--"));
    }
    words.add(programs.resolve(program).toString());
    words.addAll(List.of(arguments));
    Path output = folder.resolve(program + ".output");
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(program + " failed: " + Files.readString(output));
    }
  }

  /// The connection string of a database.
  String address(String database) {
    return "postgres://tester@localhost:%d/%s?sslmode=disable".formatted(port, database);
  }

  @Override
  public void close() throws IOException {
    try {
      run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
