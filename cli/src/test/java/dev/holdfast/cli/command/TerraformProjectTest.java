package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plugins.packages.Platform;
import dev.holdfast.registry.archive.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Holdfast goes on where Terraform stopped, with the real provider `random`. Not run, and reported
/// as such, where there is no `terraform` or the provider could not be built.
class TerraformProjectTest {
  private static final String CONFIGURATION =
      """
      terraform {
        required_providers {
          random = {
            source = "hashicorp/random"
          }
        }
      }

      resource "random_pet" "name" {
        length = 3
      }

      output "name" {
        value = random_pet.name.id
      }
      """;

  @TempDir Path directory;
  private Path project;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectory(directory.resolve("project"));
    Files.writeString(project.resolve("main.tf"), CONFIGURATION);
    Path settings = directory.resolve("settings.tfrc");
    Files.writeString(
        settings,
        "provider_installation {\n  filesystem_mirror { path = \"%s\" }\n}\n"
            .formatted(directory.resolve("mirror")));
    environment.put("HOME", directory.toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("TF_CLI_CONFIG_FILE", settings.toString());
    environment.put("CHECKPOINT_DISABLE", "1");
  }

  @Test
  void goesOnWithAProjectOfTerraform() throws Exception {
    mirror("registry.terraform.io");
    InstalledPeer terraform = InstalledPeer.terraform();
    terraform.run(project, environment, "init");
    terraform.run(project, environment, "apply", "-auto-approve");
    CommandRun plan = run("plan", "-detailed-exitcode");
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.exitCode()).as(plan.output()).isZero();
    assertThat(run("init").output())
        .contains("- Reusing previous version of hashicorp/random from the dependency lock file");
    Files.writeString(project.resolve("main.tf"), "");
    CommandRun removal = run("apply", "-auto-approve");
    assertThat(removal.errors()).isEmpty();
    assertThat(removal.output()).contains("1 destroyed");
  }

  private CommandRun run(String... words) {
    return CommandRun.of(project, "", environment, words);
  }

  /// Makes a mirror that has the provider under a registry's address.
  private void mirror(String host) throws IOException {
    String named = System.getenv().getOrDefault("HOLDFAST_TEST_PROVIDERS", "");
    String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path cache =
        caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
    Path built = named.isEmpty() ? cache.resolve("holdfast/test-providers") : Path.of(named);
    Path provider = built.resolve("registry.opentofu.org/hashicorp/random");
    List<Path> packages;
    try (Stream<Path> found =
        Files.isDirectory(provider) ? Files.walk(provider, 2) : Stream.<Path>empty()) {
      packages = found.filter(path -> path.endsWith(Platform.current().toString())).toList();
    }
    Assumptions.assumeFalse(
        packages.isEmpty(), "the real provider random is not there: run bin/test to get it");
    Path to = directory.resolve("mirror").resolve(host).resolve("hashicorp/random");
    for (Path each : packages) {
      Folders.copy(
          each,
          Files.createDirectories(to.resolve(provider.relativize(each)).getParent())
              .resolve(each.getFileName()));
    }
  }
}
