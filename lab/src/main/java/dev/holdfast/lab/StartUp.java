package dev.holdfast.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Waits for the systemd of a host.
final class StartUp {
  /// In one shell, so that waiting costs one entry: systemd's bus is not there in the first
  /// moments.
  private static final String WAIT =
      "until [ -S /run/systemd/private ]; do sleep 0.02; done;"
          + " exec systemctl is-system-running --wait";

  private StartUp() {}

  static String await(Lab lab, String host, Duration patience) throws IOException {
    Process process =
        new ProcessBuilder(lab.enter(host, List.of("sh", "-c", WAIT)))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "host "
                + host
                + " did not finish starting within "
                + patience.toSeconds()
                + " s; what it printed is in "
                + lab.console(host));
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while host " + host + " started", interrupted);
    } finally {
      process.destroyForcibly();
    }
  }
}
