package dev.holdfast.lab.network;

import dev.holdfast.lab.disk.RecordLines;
import dev.holdfast.lab.disk.Trees;
import dev.holdfast.lab.linux.SystemCallFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The faults of a lab's cables: recorded on disk, and made in the switch.
///
/// A cut cable is an interface that is down. Loss and bandwidth are rules of nftables for frames
/// that the bridges pass on, all in one table that is replaced as a whole, which the kernel does in
/// one step. Bandwidth is enforced by dropping what is too much, as a provider's policing does.
///
/// @param wiring the lab's switch
/// @param directory where the records are
public record LinkFaults(Switch wiring, Path directory) {
  private static final long MILLION = 1_000_000;
  private static final double BURST_SECONDS = 0.05;
  private static final long SMALLEST_BURST = 16 * 1024;

  private static String name(String host, String network) {
    // A host's name holds no underscore.
    return host + "_" + network;
  }

  /// What is recorded about a cable; [LinkShape#SOUND] when nothing is.
  public LinkShape shape(String host, String network) throws IOException {
    return RecordLines.read(directory.resolve(name(host, network)))
        .map(LinkShape::decode)
        .orElse(LinkShape.SOUND);
  }

  /// Whether anything is recorded about a cable.
  public boolean exists(String host, String network) {
    return Files.exists(directory.resolve(name(host, network)));
  }

  /// Gives a cable a fault, or another one.
  public void put(String host, String network, LinkShape shape) throws IOException {
    // First, since it is what a kernel may refuse: a refused fault is not recorded.
    delay(host, network, shape.latency());
    Trees.createPrivate(directory);
    shape.encode().write(directory.resolve(name(host, network)));
    apply();
    setDown(host, network, shape.down());
  }

  /// Mends a cable.
  public void remove(String host, String network) throws IOException {
    Files.deleteIfExists(directory.resolve(name(host, network)));
    if (wiring.exists()) {
      apply();
      setDown(host, network, false);
      delay(host, network, Duration.ZERO);
    }
  }

  /// Makes every recorded fault of a host's cables, after they were laid anew.
  public void applyTo(String host, List<String> networks) throws IOException {
    boolean any = false;
    for (String network : networks) {
      if (exists(host, network)) {
        any = true;
        LinkShape shape = shape(host, network);
        setDown(host, network, shape.down());
        delay(host, network, shape.latency());
      }
    }
    if (any) {
      apply();
    }
  }

  private void setDown(String host, String network, boolean down) throws IOException {
    try {
      wiring.setUp(host, network, !down);
    } catch (SystemCallFailed failed) {
      // The host is not there yet, or no more: its wire is set when it is laid.
      if (failed.errno() != SystemCallFailed.NO_DEVICE) {
        throw failed;
      }
    }
  }

  /// Replaces the table with the rules of every recorded cable. Linear in their number.
  private void apply() throws IOException {
    Map<String, LinkShape> shaped = new TreeMap<>();
    for (String name : Trees.names(directory)) {
      int separator = name.indexOf('_');
      String host = name.substring(0, separator);
      String network = name.substring(separator + 1);
      LinkShape shape = shape(host, network);
      if (shape.lossPercent() > 0 || shape.bandwidth().isPresent()) {
        shaped.put(WireName.wire(host, network), shape);
      }
    }
    nft(rules(shaped));
  }

  /// The ruleset for wires by their names.
  static String rules(Map<String, LinkShape> shaped) {
    StringBuilder text = new StringBuilder("table bridge holdfast\ndelete table bridge holdfast\n");
    if (shaped.isEmpty()) {
      return text.toString();
    }
    text.append("table bridge holdfast {\n chain links {\n");
    text.append("  type filter hook forward priority 0; policy accept;\n");
    shaped.forEach((wire, shape) -> {
      for (String direction : List.of("iifname", "oifname")) {
        String match = "  " + direction + " \"" + wire + "\" ";
        if (shape.lossPercent() > 0) {
          long partsInMillion = Math.round(shape.lossPercent() / 100 * MILLION);
          String some = "numgen random mod " + MILLION + " < " + partsInMillion + " ";
          text.append(match).append(partsInMillion < MILLION ? some : "").append("counter drop\n");
        }
        shape.bandwidth().ifPresent(bits -> text.append(match).append(limit(bits)));
      }
    });
    return text.append(" }\n}\n").toString();
  }

  private static String limit(long bits) {
    long bytes = Math.max(1, bits / 8);
    long burst = Math.max(SMALLEST_BURST, (long) (bytes * BURST_SECONDS));
    return String.format(
        Locale.ROOT, "limit rate over %d bytes/second burst %d bytes counter drop%n", bytes, burst);
  }

  private void nft(String rules) throws IOException {
    String said = inSwitch(List.of("nft", "-f", "-"), rules);
    if (!said.isEmpty()) {
      throw new IOException(
          "the rules for the lab's links were refused; is nftables installed, and does the kernel"
              + " have it? nft says: "
              + said);
    }
  }

  /// Delays what leaves the switch for the host, by the kernel's `netem`.
  private void delay(String host, String network, Duration latency) throws IOException {
    String wire = WireName.wire(host, network);
    if (!wiring.links().contains(wire)) {
      return;
    }
    if (latency.isZero()) {
      // It says so when there was none.
      inSwitch(List.of("tc", "qdisc", "delete", "dev", wire, "root"), "");
      return;
    }
    String delay = latency.toNanos() / 1000 + "us";
    String said =
        inSwitch(
            List.of("tc", "qdisc", "replace", "dev", wire, "root", "netem", "delay", delay), "");
    if (!said.isEmpty()) {
      throw new LatencyUnavailable(said);
    }
  }

  /// Runs a program in the switch: what it said when it failed, else nothing.
  private String inSwitch(List<String> program, String input) throws IOException {
    List<String> command = new ArrayList<>(List.of("nsenter", "--net=" + wiring.pin()));
    command.addAll(program);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notRead) {
      // It ended before it read: its status and words say why.
    }
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      int status = process.waitFor();
      return status == 0 ? "" : said + " (status " + status + ")";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while changing links", interrupted);
    }
  }
}
