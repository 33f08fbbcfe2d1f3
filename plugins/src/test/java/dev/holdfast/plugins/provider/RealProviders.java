package dev.holdfast.plugins.provider;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.plugins.PluginProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The programs that `bin/lib/test-providers.sh` builds. A test that needs one that could not be
/// had is reported as not run, with the reason.
public final class RealProviders {
  private RealProviders() {}

  private static Path mirror() {
    String named = System.getenv().getOrDefault("HOLDFAST_TEST_PROVIDERS", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path folder =
        cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return folder.resolve("holdfast/test-providers");
  }

  static ProviderSource source(String type) {
    return new ProviderSource(ProviderSource.DEFAULT_HOST, "hashicorp", type);
  }

  /// The program of a provider of `hashicorp`.
  public static PluginProgram program(String type) {
    Path folder = mirror().resolve(ProviderSource.DEFAULT_HOST + "/hashicorp/" + type);
    try {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          List<Path> programs = files.filter(RealProviders::isProgram).toList();
          if (!programs.isEmpty()) {
            Path program = programs.getFirst();
            return new PluginProgram(
                source(type), program, program + " " + Files.getLastModifiedTime(program));
          }
        }
      }
      Path reason = folder.resolve("unavailable");
      String why =
          Files.exists(reason) ? Files.readString(reason).strip() : "run bin/test to get it";
      return Assumptions.abort("the real provider " + type + " is not there: " + why);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isProgram(Path file) {
    return file.getFileName().toString().startsWith("terraform-provider-")
        && Files.isExecutable(file)
        && Files.isRegularFile(file);
  }

  /// Runs real providers with the environment of this process.
  ///
  /// @param folder where they work and keep what they cache
  static Plugins plugins(Path folder, Map<String, String> more) {
    Map<String, String> environment = new java.util.HashMap<>(System.getenv());
    environment.putAll(more);
    return new Plugins(
        source -> program(source.type()),
        new PluginSettings(
            environment,
            folder,
            folder.resolve("cache"),
            dev.holdfast.plugins.process.LaunchOptions.PATIENCE,
            Clock.systemUTC(),
            System.Logger.Level.OFF,
            PluginSettings.Log.NONE));
  }
}
