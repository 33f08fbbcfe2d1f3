package dev.holdfast.cli;

import dev.holdfast.cli.command.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The fixed run from which the launcher makes the AOT cache: it loads what common commands load.
/// Works in a folder of its own, on a bundled example.
final class Training {
  private static final String EXAMPLE = "training.tf";
  private static final String PROVIDER_EXAMPLE = "training-provider.tf";

  private Training() {}

  /// Runs the commands one after the other in this process.
  ///
  /// @throws IllegalStateException if one of them fails: a cache of half a run would be a bad one
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("holdfast-training");
    try {
      copy(EXAMPLE, folder);
      run(folder, "version");
      run(folder, "fmt", "-check");
      run(folder, "validate");
      run(folder, "plan");
      run(folder, "apply", "-auto-approve");
      run(folder, "plan", "-var=size=2");
      run(folder, "state", "list");
      run(folder, "output");
      try (var _ = TrainingProvider.in(folder, folder.resolve("mirror"))) {
        trainWithProvider(folder);
      }
    } finally {
      delete(folder);
    }
  }

  private static void trainWithProvider(Path folder) throws IOException {
    Path project = Files.createDirectory(folder.resolve("project"));
    copy(PROVIDER_EXAMPLE, project);
    Path settings = folder.resolve("settings.tfrc");
    Files.writeString(
        settings,
        """
        provider_installation {
          filesystem_mirror {
            path = "%s"
          }
        }
        """
            .formatted(folder.resolve("mirror")));
    Map<String, String> environment = Map.of("TF_CLI_CONFIG_FILE", settings.toString());
    run(project, environment, "init");
    run(project, environment, "validate");
    run(project, environment, "plan");
    run(project, environment, "apply", "-auto-approve");
    run(project, environment, "plan", "-var=text=changed");
    run(project, environment, "destroy", "-auto-approve");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void copy(String example, Path folder) throws IOException {
    try (InputStream text = Training.class.getResourceAsStream(example)) {
      if (text == null) {
        throw new IllegalStateException("the example is not in this build");
      }
      Files.copy(text, folder.resolve("main.tf"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void run(Path folder, String... words) {
    run(folder, Map.of(), words);
  }

  private static void run(Path folder, Map<String, String> more, String... words) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("HOME", folder.toString());
    World world =
        new World(
            folder,
            environment,
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            System.err,
            Clock.systemUTC(),
            new Random(1),
            Map.of());
    int exitCode = new Program().run(world, List.of(words));
    if (exitCode != 0) {
      throw new IllegalStateException(String.join(" ", words) + " failed with " + exitCode);
    }
  }
}
