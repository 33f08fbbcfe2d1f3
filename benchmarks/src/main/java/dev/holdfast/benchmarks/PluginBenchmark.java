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

/// Resources of real provider programs, beside a peer that runs the same programs: start-up with
/// one resource, then plan, apply, plan again and destroy of many. Memory is that of the program
/// and, behind the plus sign, of the providers that it started.
final class PluginBenchmark {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final PrintStream out;
  private final Path holdfast;
  private final Optional<Path> peer;
  private final Path mirror;

  PluginBenchmark(PrintStream out, Path holdfast, Optional<Path> peer) {
    this.out = out;
    this.holdfast = holdfast;
    this.peer = peer;
    String cache =
        System.getenv()
            .getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home", "/") + "/.cache");
    this.mirror =
        Path.of(
            System.getenv()
                .getOrDefault("HOLDFAST_TEST_PROVIDERS", cache + "/holdfast/test-providers"));
  }

  /// @param counts of resources
  void run(List<Integer> counts) throws IOException, InterruptedException {
    out.printf(
        "%n%-22s %-12s %34s %34s %7s%n",
        "resources",
        "command",
        "holdfast",
        peer.map(path -> path.getFileName().toString()).orElse("(no peer on PATH)"),
        "ratio");
    for (String type : List.of("random_pet", "null_resource")) {
      Path reason =
          mirror.resolve("registry.opentofu.org/hashicorp/" + provider(type) + "/unavailable");
      if (Files.exists(reason)) {
        out.printf("%-22s not measured: %s%n", type, Files.readString(reason).strip());
        continue;
      }
      run(type, 1);
      for (int count : counts) {
        run(type, count);
      }
    }
  }

  private static String provider(String type) {
    return type.substring(0, type.indexOf('_'));
  }

  private void run(String type, int count) throws IOException, InterruptedException {
    Path ours = folder(type, count);
    Path theirs = folder(type, count);
    measure(ours, holdfast, List.of("init", "-no-color"));
    if (peer.isPresent()) {
      measure(theirs, peer.get(), List.of("init", "-no-color"));
    }
    for (List<String> command :
        List.of(
            List.of("validate", "-no-color"),
            List.of("plan", "-no-color"),
            List.of("apply", "-auto-approve", "-no-color"),
            List.of("plan", "-no-color", "-detailed-exitcode"),
            List.of("destroy", "-auto-approve", "-no-color"))) {
      Measurement mine = measure(ours, holdfast, command);
      Optional<Measurement> other =
          peer.isPresent() ? Optional.of(measure(theirs, peer.get(), command)) : Optional.empty();
      String label = command.contains("-detailed-exitcode") ? "no-op plan" : command.getFirst();
      out.printf(
          "%-22s %-12s %34s %34s %7s%n",
          "%,d %s".formatted(count, type),
          label,
          show(mine),
          other.map(PluginBenchmark::show).orElse(""),
          other
              .filter(Measurement::succeeded)
              .map(
                  each -> "%.1fx".formatted((double) each.wall().toNanos() / mine.wall().toNanos()))
              .orElse(""));
    }
  }

  private Measurement measure(Path folder, Path program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    return Measurement.of(
        folder,
        LIMIT,
        command,
        Map.of("TF_CLI_CONFIG_FILE", folder.resolve("settings.tfrc").toString()));
  }

  private static String show(Measurement measurement) {
    if (measurement.exitCode() == -1) {
      return "over %d s".formatted(LIMIT.toSeconds());
    }
    return "%.2f s (first %.2f)  %d+%d MB%s"
        .formatted(
            measurement.wall().toNanos() / 1e9,
            measurement.firstOutput().toNanos() / 1e9,
            measurement.memory(),
            measurement.childMemory(),
            measurement.succeeded() ? "" : "  exit " + measurement.exitCode());
  }

  private Path folder(String type, int count) throws IOException {
    Path folder = Files.createTempDirectory("holdfast-bench");
    String provider = provider(type);
    Files.writeString(
        folder.resolve("main.tf"),
        """
        terraform {
          required_providers {
            %s = {
              source = "registry.opentofu.org/hashicorp/%s"
            }
          }
        }
        resource "%s" "r" {
          count = %d
        }
        """
            .formatted(provider, provider, type, count));
    Files.writeString(
        folder.resolve("settings.tfrc"),
        """
        provider_installation {
          filesystem_mirror {
            path = "%s"
          }
        }
        """
            .formatted(mirror));
    return folder;
  }
}
