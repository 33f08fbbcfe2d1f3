package dev.holdfast.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A project whose states and plans are encrypted.
class EncryptionTest {
  private static final String SECRET = "open-sesame";
  private static final String ENCRYPTION =
      """
      terraform {
        encryption {
          key_provider "pbkdf2" "k" {
            passphrase = var.passphrase
            iterations = 200000
          }
          method "aes_gcm" "m" {
            keys = key_provider.pbkdf2.k
          }
          state {
            method   = method.aes_gcm.m
            enforced = true
          }
          plan {
            method = method.aes_gcm.m
          }
          remote_state_data_sources {
            default {
              method = method.aes_gcm.m
            }
          }
        }
      }
      variable "passphrase" {
        type      = string
        sensitive = true
      }
      """;
  private static final String RESOURCES =
      """
      variable "secret" {
        type      = string
        sensitive = true
        default   = ""
      }
      resource "terraform_data" "a" {
        input = var.secret
      }
      output "secret" {
        value     = terraform_data.a.output
        sensitive = true
      }
      """;
  private static final Map<String, String> ENVIRONMENT =
      Map.of("TF_VAR_passphrase", "correct horse battery", "TF_VAR_secret", SECRET);
  private static final Map<String, String> WRONG =
      Map.of("TF_VAR_passphrase", "wrong horse battery", "TF_VAR_secret", SECRET);

  @TempDir private Path folder;

  private CommandRun run(String... words) {
    return CommandRun.of(folder, "", ENVIRONMENT, words);
  }

  private CommandRun runWell(String... words) {
    CommandRun run = run(words);
    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    return run;
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("main.tf"), text);
  }

  /// No file holds the secret, nor does anything that is packed in one.
  private static void assertNothingIsLegible(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(each -> {
            try {
              assertThat(Files.readString(each, ISO_8859_1))
                  .as(each.toString())
                  .doesNotContain(SECRET);
              if (each.toString().endsWith(".tfplan")) {
                try (FileSystem archive = FileSystems.newFileSystem(each)) {
                  assertNothingIsLegible(archive.getPath("/"));
                }
              }
            } catch (IOException fault) {
              throw new UncheckedIOException(fault);
            }
          });
    }
  }

  @Test
  void everyCommandReadsWhatNobodyElseCan() throws Exception {
    write(ENCRYPTION + RESOURCES);
    runWell("plan", "-out=saved.tfplan");
    assertNothingIsLegible(folder);
    assertThat(runWell("show", "-json", "saved.tfplan").output()).contains(SECRET);
    runWell("apply", "saved.tfplan");
    runWell("apply", "-auto-approve", "-var=secret=another");
    runWell("apply", "-auto-approve");
    assertThat(folder.resolve("terraform.tfstate.backup")).exists();
    assertNothingIsLegible(folder);
    assertThat(runWell("output", "-raw", "secret").output()).isEqualTo(SECRET);
    assertThat(runWell("show", "-json", "terraform.tfstate").output()).contains(SECRET);
    String pulled = runWell("state", "pull").output();
    assertThat(pulled).contains("\"version\": 4", SECRET);
    runWell("workspace", "new", "-state=terraform.tfstate", "copy");
    assertThat(runWell("output", "-raw", "secret").output()).isEqualTo(SECRET);
    assertNothingIsLegible(folder);
  }

  @Test
  void everyCommandThatReadsAStateTakesVariables() throws Exception {
    write(ENCRYPTION + RESOURCES);
    runWell("apply", "-auto-approve");
    String passphrase = "-var=passphrase=correct horse battery";
    for (String[] words :
        new String[][] {
          {"output", passphrase, "-raw", "secret"},
          {"show", passphrase},
          {"state", "list", passphrase},
          {"state", "show", passphrase, "terraform_data.a"},
          {"state", "pull", passphrase},
          {"state", "mv", passphrase, "terraform_data.a", "terraform_data.b"},
          {"state", "rm", passphrase, "terraform_data.b"},
          {"workspace", "list", passphrase}
        }) {
      CommandRun run = CommandRun.of(folder, words);
      assertThat(run.exitCode()).as("%s: %s", words[1], run.errors()).isZero();
    }
  }

  @Test
  void withAWrongPassphraseNothingIsTouched() throws Exception {
    write(ENCRYPTION + RESOURCES);
    runWell("plan", "-out=saved.tfplan");
    runWell("apply", "-auto-approve");
    byte[] state = Files.readAllBytes(folder.resolve("terraform.tfstate"));
    CommandRun apply = CommandRun.of(folder, "", WRONG, "apply", "-auto-approve");
    assertThat(apply.exitCode()).isEqualTo(1);
    assertThat(apply.output() + apply.errors()).contains("State cannot be decrypted");
    CommandRun saved = CommandRun.of(folder, "", WRONG, "apply", "saved.tfplan");
    assertThat(saved.exitCode()).isEqualTo(1);
    assertThat(saved.output() + saved.errors()).contains("Plan cannot be decrypted");
    assertThat(Files.readAllBytes(folder.resolve("terraform.tfstate"))).isEqualTo(state);
  }

  @Test
  void aPlanWhoseConfigurationWasExchangedIsRefused() throws Exception {
    write(ENCRYPTION + RESOURCES);
    runWell("plan", "-out=saved.tfplan");
    try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("saved.tfplan"));
        Stream<Path> entries = Files.walk(archive.getPath("/"))) {
      Path main = entries.filter(each -> each.endsWith("main.tf")).findFirst().orElseThrow();
      Files.writeString(main, ENCRYPTION + RESOURCES + "# more");
    }
    CommandRun apply = run("apply", "saved.tfplan");
    assertThat(apply.exitCode()).isEqualTo(1);
    assertThat(apply.output() + apply.errors()).contains("Plan file is damaged", "it was changed");
  }

  @Test
  void theEnvironmentAloneIsEnoughAndIsShownWhereItIsWrong() throws Exception {
    write(RESOURCES);
    String text =
        """
        key_provider "pbkdf2" "k" {
          passphrase = "%s"
          iterations = 200000
        }
        method "aes_gcm" "m" {
          keys = key_provider.pbkdf2.k
        }
        method "unencrypted" "none" {}
        state {
          method = method.aes_gcm.m
          fallback {
            method = method.unencrypted.none
          }
        }
        """;
    runWell("apply", "-auto-approve");
    Map<String, String> good =
        Map.of("TF_ENCRYPTION", text.formatted("correct horse battery"), "TF_VAR_secret", SECRET);
    CommandRun migration = CommandRun.of(folder, "", good, "apply", "-auto-approve");
    assertThat(migration.exitCode()).as(migration.errors()).isZero();
    assertNothingIsLegible(folder);
    CommandRun without = run("plan");
    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.output() + without.errors()).contains("State is encrypted");
    CommandRun wrong =
        CommandRun.of(folder, "", Map.of("TF_ENCRYPTION", text.formatted("short")), "plan");
    assertThat(wrong.output() + wrong.errors())
        .contains("Passphrase too short", "on TF_ENCRYPTION line 2");
  }

  @Test
  void theStateOfAnotherProjectIsReadAsTheConfigurationSays() throws Exception {
    write(ENCRYPTION + RESOURCES);
    runWell("apply", "-auto-approve");
    Path reader = Files.createDirectory(folder.resolve("reader"));
    String data =
        """
        data "terraform_remote_state" "other" {
          backend = "local"
          config  = { path = "../terraform.tfstate" }
        }
        output "read" {
          value     = data.terraform_remote_state.other.outputs.secret
          sensitive = true
        }
        """;
    Files.writeString(reader.resolve("main.tf"), ENCRYPTION + data);
    CommandRun apply = CommandRun.of(reader, "", ENVIRONMENT, "apply", "-auto-approve");
    assertThat(apply.exitCode()).as(apply.output() + apply.errors()).isZero();
    assertThat(CommandRun.of(reader, "", ENVIRONMENT, "output", "-raw", "read").output())
        .isEqualTo(SECRET);
    assertNothingIsLegible(folder);
  }

  @Test
  void validatingFindsFaultsWithoutThePassphrase() throws Exception {
    write(ENCRYPTION + RESOURCES);
    CommandRun well = CommandRun.of(folder, "validate");
    assertThat(well.exitCode()).as(well.output() + well.errors()).isZero();
    write(
        ENCRYPTION
                .replace("iterations = 200000", "rounds = 200000")
                .replace("= method.aes_gcm.m\n      }", "= method.aes_gcm.none\n      }")
            + RESOURCES);
    assertThat(CommandRun.of(folder, "validate").errors())
        .contains(
            "An argument named \"rounds\" is not expected here.",
            "There is no method \"aes_gcm\" \"none\".");
  }
}
