package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example `examples/providers` from `init` to `destroy`, with the real providers that
/// `bin/lib/test-providers.sh` builds.
class ProvidersExampleTest {
  private static final Path EXAMPLE = Path.of("../examples/providers").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void makesCertificatesAndFilesAndTakesThemAway() throws IOException {
    RealProviders.require("random", "local", "tls", "time", "http", "null");
    copyExample();
    run();
  }

  private void run() throws IOException {
    HttpServer status =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    status.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    status.start();
    String address =
        "-var=status_url=http://127.0.0.1:" + status.getAddress().getPort() + "/status";
    try {
      succeed(0, "init");
      CommandRun apply = succeed(0, "apply", "-auto-approve", address);
      assertThat(apply.output()).contains("Apply complete!", "status = 200");
      assertFiles();
      // Nothing is left to do, whichever program looks.
      succeed(0, "plan", "-detailed-exitcode", address);
      Files.writeString(folder.resolve("out/proxy.conf"), "changed by hand");
      succeed(2, "plan", "-detailed-exitcode", address);
      succeed(0, "apply", "-auto-approve", address);
      succeed(0, "plan", "-detailed-exitcode", address);
      succeed(0, "destroy", "-auto-approve", address);
      assertThat(folder.resolve("out/web.key")).doesNotExist();
    } finally {
      status.stop(0);
    }
  }

  private void assertFiles() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("out/web.key"))))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("out/web.crt"))))
        .isEqualTo("rw-r--r--");
    assertThat(folder.resolve("out/proxy.conf")).content().contains("server web {", "listen 443");
  }

  private CommandRun succeed(int exitCode, String... words) throws IOException {
    CommandRun run = CommandRun.of(folder, "", RealProviders.environment(folder), words);
    assertThat(run.exitCode()).as(run.output() + run.errors()).isEqualTo(exitCode);
    return run;
  }

  private void copyExample() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.toList()) {
        Path name = EXAMPLE.relativize(file);
        boolean source =
            name.toString().matches(".*\\.(tf|tftpl)") && !name.startsWith(".terraform");
        if (source) {
          Path copy = folder.resolve(name);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }
}
