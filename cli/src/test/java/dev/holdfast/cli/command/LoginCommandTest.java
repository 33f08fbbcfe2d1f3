package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginCommandTest {
  @TempDir private Path home;
  private Path file;

  @BeforeEach
  void writeSettings() throws IOException {
    file = Files.createDirectory(home.resolve(".terraform.d")).resolve("credentials.tfrc.json");
    Files.writeString(
        home.resolve(".tofurc"),
        """
        host "registry.example" {
          services = {
            "login.v1" = "https://registry.example/login/"
          }
        }
        host "plain.example" {
          services = {
            "modules.v1" = "https://plain.example/modules/"
          }
        }
        credentials "manual.example" {
          token = "by-hand"
        }
        """);
  }

  private CommandRun run(String input, String... words) {
    return CommandRun.of(home, input, Map.of("HOME", home.toString()), words);
  }

  @Test
  void keepsTheTokenWhereThePeersKeepItAndOnlyForItsOwner() throws IOException {
    Files.writeString(
        file, "{\"credentials\":{\"other.example\":{\"token\":\"other\"}},\"more\":[1]}");
    CommandRun login = run("se-cret\n", "login", "Registry.Example:443");
    assertThat(login.errors()).isEmpty();
    assertThat(login.output()).contains("Success!").doesNotContain("se-cret");
    assertThat(file)
        .hasContent(
            "{\"credentials\":{\"other.example\":{\"token\":\"other\"},"
                + "\"registry.example\":{\"token\":\"se-cret\"}},\"more\":[1]}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    assertThat(run("", "logout", "registry.example").output()).contains("Success!");
    assertThat(file)
        .hasContent("{\"credentials\":{\"other.example\":{\"token\":\"other\"}},\"more\":[1]}");
    assertThat(run("", "logout", "registry.example").output()).contains("No token");
  }

  @Test
  void refusesHostsWithoutLoginAndSaysWhatToDo() {
    CommandRun login = run("secret\n", "login", "plain.example");
    assertThat(login.exitCode()).isEqualTo(1);
    assertThat(login.errors())
        .contains("Host does not support login", "TF_TOKEN_plain_example", "credentials");
    assertThat(file).doesNotExist();
  }

  @Test
  void needsAHostAndAToken() {
    assertThat(run("", "login", "no host").errors()).contains("Invalid hostname");
    CommandRun nothing = run("\n", "login", "registry.example");
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(nothing.errors()).contains("No token");
  }

  @Test
  void aTokenOfTheSettingsIsNotOursToRemove() {
    CommandRun logout = run("", "logout", "manual.example");
    assertThat(logout.exitCode()).isEqualTo(1);
    assertThat(logout.errors()).contains("Credentials are manually configured");
  }

  @Test
  void aDamagedFileIsLeftAsItIs() throws IOException {
    Files.writeString(file, "{\"credentials\":");
    CommandRun login = run("secret\n", "login", "registry.example");
    assertThat(login.exitCode()).isEqualTo(1);
    assertThat(file).hasContent("{\"credentials\":");
  }
}
