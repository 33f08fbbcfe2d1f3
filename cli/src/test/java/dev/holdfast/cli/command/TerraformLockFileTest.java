package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.plugins.packages.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Terraform reads what Holdfast installs and locks, and the other way round. Not run, and reported
/// as such, where there is no `terraform`.
class TerraformLockFileTest {
  private static final String SOURCE = "registry.terraform.io/hashicorp/";

  @TempDir Path directory;
  private InstalledPeer terraform;
  private Path project;
  private Map<String, String> environment;

  @BeforeEach
  void makeMirror() throws IOException {
    terraform = InstalledPeer.terraform();
    project = Files.createDirectory(directory.resolve("project"));
    Path mirror = directory.resolve("mirror");
    putUnpacked(mirror.resolve(SOURCE + "random/3.6.0").resolve(Platform.current().toString()));
    putPacked(mirror.resolve(SOURCE + "null"));
    Path settings = directory.resolve("settings.tfrc");
    Files.writeString(
        settings,
        "provider_installation {\n  filesystem_mirror { path = \"" + mirror + "\" }\n}\n");
    environment =
        Map.of(
            "HOME",
            directory.toString(),
            "TF_CLI_CONFIG_FILE",
            settings.toString(),
            "CHECKPOINT_DISABLE",
            "1");
    Files.writeString(
        project.resolve("main.tf"),
        """
        terraform {
          required_providers {
            random = {
              source  = "registry.terraform.io/hashicorp/random"
              version = "~> 3.1, != 3.5"
            }
            null = {
              source = "registry.terraform.io/hashicorp/null"
            }
          }
        }
        """);
  }

  @Test
  void terraformAcceptsTheLockFileAndTheInstallation() throws Exception {
    assertThat(CommandRun.of(project, "", environment, "init").exitCode()).isZero();
    String ours = Files.readString(lockFile());
    assertThat(terraform.run(project, environment, "init", "-no-color", "-lockfile=readonly"))
        .contains(
            "Using previously-installed registry.terraform.io/hashicorp/random v3.6.0"
                .replace("registry.terraform.io/", ""))
        .contains("Using previously-installed hashicorp/null v3.2.1")
        .contains("successfully initialized");
    assertThat(lockFile()).content().isEqualTo(ours);
  }

  @Test
  void acceptsTheLockFileAndTheInstallationOfTerraform() throws Exception {
    terraform.run(project, environment, "init", "-no-color");
    String theirs = Files.readString(lockFile());
    CommandRun run = CommandRun.of(project, "", environment, "init", "-lockfile=readonly");
    assertThat(run.errors()).isEmpty();
    assertThat(run.output())
        .contains("Using previously-installed registry.terraform.io/hashicorp/random v3.6.0")
        .contains("Using previously-installed registry.terraform.io/hashicorp/null v3.2.1");
    assertThat(lockFile()).content().isEqualTo(theirs);
  }

  @Test
  void writesTheSameLockFileAsTerraform() throws Exception {
    terraform.run(project, environment, "init", "-no-color");
    String theirs = Files.readString(lockFile());
    Files.delete(lockFile());
    CommandRun.of(project, "", environment, "init");
    assertThat(lockFile())
        .content()
        .isEqualTo(theirs.replace("\"terraform init\"", "\"holdfast init\""));
  }

  private Path lockFile() {
    return project.resolve(".terraform.lock.hcl");
  }

  private static void putUnpacked(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path program = Files.writeString(folder.resolve("terraform-provider-random_v3.6.0"), "program");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("LICENSE.txt"), "licence");
  }

  private static void putPacked(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path archive = folder.resolve("terraform-provider-null_3.2.1_" + Platform.current() + ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (String name : List.of("LICENSE.txt", "terraform-provider-null_v3.2.1")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
