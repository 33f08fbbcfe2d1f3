package dev.holdfast.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Measures what `bin/bench` is asked for and prints tables.
///
///     bin/bench                    everything
///     bin/bench terraform [N]      configurations up to N resources, beside tofu or terraform
///     bin/bench plugins [N]        N resources of real provider programs, beside tofu or terraform
///     bin/bench lab                hosts and the shop
public final class Bench {
  private Bench() {}

  /// @param arguments the home folder of Holdfast, then what the user wrote
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path home = Path.of(arguments[0]);
    List<String> asked = List.of(arguments).subList(1, arguments.length);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path holdfast = home.resolve("bin/holdfast");
    boolean everything = asked.isEmpty();
    if (everything || asked.contains("terraform")) {
      int largest =
          asked.stream()
              .filter(word -> word.matches("\\d+"))
              .mapToInt(Integer::parseInt)
              .findFirst()
              .orElse(10_000);
      new TerraformBenchmark(out, holdfast, onPath("tofu").or(() -> onPath("terraform")))
          .run(largest);
    }
    if (everything || asked.contains("plugins")) {
      List<Integer> counts =
          asked.stream().filter(word -> word.matches("\\d+")).map(Integer::parseInt).toList();
      new PluginBenchmark(out, holdfast, onPath("tofu").or(() -> onPath("terraform")))
          .run(counts.isEmpty() ? List.of(1_000, 5_000) : counts);
    }
    if (everything || asked.contains("lab")) {
      new LabBenchmark(out, holdfast, home.resolve("examples/shop")).run();
    }
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
