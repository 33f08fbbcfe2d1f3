package dev.holdfast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plan, apply, plan again and destroy of configurations without plugins, beside a peer.
final class TerraformBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final PrintStream out;
  private final Path holdfast;
  private final Optional<Path> peer;

  TerraformBenchmark(PrintStream out, Path holdfast, Optional<Path> peer) {
    this.out = out;
    this.holdfast = holdfast;
    this.peer = peer;
  }

  /// @param largest the most resources of a workload
  void run(int largest) throws IOException, InterruptedException {
    out.printf(
        "%n%-42s %-10s %28s %28s %7s%n", "workload", "command", "holdfast", peerName(), "ratio");
    List<Workload> workloads = new ArrayList<>();
    for (int count = 1_000; count <= largest; count *= 10) {
      workloads.add(Workload.blocks(count));
    }
    workloads.add(Workload.pairs(2_500));
    workloads.add(Workload.modules(largest >= 100_000 ? 100 : 10));
    workloads.add(Workload.large(largest >= 10_000 ? 1_000 : 100));
    for (Workload workload : workloads) {
      run(workload);
    }
  }

  private String peerName() {
    return peer.map(path -> path.getFileName().toString()).orElse("(no peer on PATH)");
  }

  private void run(Workload workload) throws IOException, InterruptedException {
    Path ours = folder(workload);
    Path theirs = folder(workload);
    if (peer.isPresent()) {
      Measurement.of(theirs, LIMIT, List.of(peer.get().toString(), "init", "-no-color"));
    }
    boolean peerTakesPart = peer.isPresent();
    for (List<String> command :
        List.of(
            List.of("plan", "-no-color"),
            List.of("apply", "-auto-approve", "-no-color"),
            List.of("plan", "-no-color", "-detailed-exitcode"),
            List.of("destroy", "-auto-approve", "-no-color"))) {
      Measurement mine = Measurement.of(ours, LIMIT, with(holdfast, command));
      Optional<Measurement> other =
          peerTakesPart
              ? Optional.of(Measurement.of(theirs, LIMIT, with(peer.get(), command)))
              : Optional.empty();
      String label = command.contains("-detailed-exitcode") ? "no-op plan" : command.getFirst();
      print(workload, label, mine, other);
      peerTakesPart = other.isPresent() && other.get().succeeded();
    }
  }

  private void print(
      Workload workload, String label, Measurement mine, Optional<Measurement> other) {
    String ratio =
        other
            .filter(Measurement::succeeded)
            .map(theirs ->
                "%.1fx".formatted((double) theirs.wall().toNanos() / mine.wall().toNanos()))
            .orElse("");
    out.printf(
        "%-42s %-10s %28s %28s %7s%n",
        workload.name(), label, show(mine), other.map(this::show).orElse(""), ratio);
  }

  private String show(Measurement measurement) {
    return measurement.exitCode() == -1
        ? "over %d s".formatted(LIMIT.toSeconds())
        : "%.2f s  %d MB%s"
            .formatted(
                measurement.wall().toNanos() / 1e9,
                measurement.memory(),
                measurement.succeeded() ? "" : "  exit " + measurement.exitCode());
  }

  private static Path folder(Workload workload) throws IOException {
    Path folder = Files.createTempDirectory("holdfast-bench");
    for (Map.Entry<String, String> file : workload.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return folder;
  }

  private static List<String> with(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }
}
