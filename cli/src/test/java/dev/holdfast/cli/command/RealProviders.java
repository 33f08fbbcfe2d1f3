package dev.holdfast.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// The folder mirror with real providers that `bin/lib/test-providers.sh` makes.
final class RealProviders {
  private RealProviders() {}

  private static Path mirror() {
    String named = System.getenv().getOrDefault("HOLDFAST_TEST_PROVIDERS", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return caches.resolve("holdfast/test-providers");
  }

  /// Without one of them the test is reported as not run, with the reason.
  ///
  /// @param types of `hashicorp`, or whole addresses
  static void require(String... types) throws IOException {
    for (String type : types) {
      String address = type.contains("/") ? type : "registry.opentofu.org/hashicorp/" + type;
      Path provider = mirror().resolve(address);
      Path reason = provider.resolve("unavailable");
      if (Files.exists(reason) || !Files.isDirectory(provider)) {
        Assumptions.abort(
            "the real provider %s is not there: %s"
                .formatted(
                    type,
                    Files.exists(reason)
                        ? Files.readString(reason).strip()
                        : "run bin/test to get it"));
      }
    }
  }

  /// An environment in which `init` installs from the mirror and from nowhere else.
  ///
  /// @param folder for settings and caches
  static Map<String, String> environment(Path folder) throws IOException {
    Path file = folder.resolve("settings.tfrc");
    Files.writeString(
        file,
        """
        provider_installation {
          filesystem_mirror {
            path = "%s"
          }
        }
        """
            .formatted(mirror()));
    return Map.of(
        "PATH",
        System.getenv().getOrDefault("PATH", ""),
        "HOME",
        folder.toString(),
        "TF_CLI_CONFIG_FILE",
        file.toString());
  }
}
