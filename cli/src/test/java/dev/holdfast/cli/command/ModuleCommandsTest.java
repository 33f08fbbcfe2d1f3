package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleCommandsTest {
  @TempDir private Path place;
  private Path folder;
  private Path repository;

  @BeforeEach
  void makeRepository() throws IOException, InterruptedException {
    folder = Files.createDirectory(place.resolve("project"));
    repository = Files.createDirectory(place.resolve("repository"));
    Files.writeString(repository.resolve("main.tf"), "output \"o\" {\n  value = path.module\n}\n");
    git("init", "--quiet");
    git("add", ".");
    git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "x");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    assertThat(
            new ProcessBuilder(command)
                .directory(repository.toFile())
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
  }

  private void write(String source) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        module "m" {
          source = "%s"
        }
        output "o" {
          value = module.m.o
        }
        """
            .formatted(source));
  }

  private CommandRun run(String... words) {
    return CommandRun.of(folder, "", Map.of("HOME", place.toString()), words);
  }

  @Test
  void planAsksForInitAndInitFetches() throws IOException {
    write("git::file://" + repository);
    assertThat(run("plan").errors()).contains("Module not installed", "Run \"holdfast init\"");
    CommandRun init = run("init", "-no-color");
    assertThat(init.errors()).isEmpty();
    assertThat(init.output())
        .startsWith(
            """
            Initializing modules...
            Downloading git::file://%s for m...
            - m in .terraform/modules/m
            """
                .formatted(repository));
    assertThat(run("plan", "-no-color").output()).contains(".terraform/modules/m\"");
    assertThat(run("init", "-no-color").output()).doesNotContain("modules");
  }

  @Test
  void getFetchesToo() throws IOException {
    write("git::file://" + repository);
    assertThat(run("get").exitCode()).isZero();
    assertThat(run("get", "-update", "-no-color").output()).startsWith("Upgrading modules...");
    assertThat(run("validate").exitCode()).isZero();
  }

  @Test
  void initCanBeToldNotToFetch() throws IOException {
    write("git::file://" + repository);
    assertThat(run("init", "-get=false").errors()).contains("Module not installed");
  }

  @Test
  void aConfigurationCanBeginWithAModule() throws IOException {
    CommandRun init = run("init", "-no-color", "-from-module=git::file://" + repository);
    assertThat(init.errors()).isEmpty();
    assertThat(folder.resolve("main.tf")).hasSameTextualContentAs(repository.resolve("main.tf"));
    assertThat(folder.resolve(".git")).doesNotExist();
    assertThat(run("init", "-from-module=git::file://" + repository).errors())
        .contains("is not empty");
  }

  @Test
  void theDataDirectoryCanBeElsewhere() throws IOException {
    write("git::file://" + repository);
    Map<String, String> environment =
        Map.of("HOME", place.toString(), "TF_DATA_DIR", place.resolve("data").toString());
    assertThat(CommandRun.of(folder, "", environment, "init").exitCode()).isZero();
    assertThat(place.resolve("data/modules/modules.json")).exists();
    assertThat(CommandRun.of(folder, "", environment, "plan").exitCode()).isZero();
    assertThat(folder.resolve(".terraform")).doesNotExist();
  }
}
