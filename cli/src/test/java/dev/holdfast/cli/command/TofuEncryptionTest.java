package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.command.SharedProject.Order;
import dev.holdfast.cli.command.SharedProject.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holdfast and OpenTofu open what the other one has encrypted. Not run, and reported as such,
/// where there is no `tofu`.
class TofuEncryptionTest {
  private static final String SECRET = "open-sesame";

  private static final String RESOURCES =
      """
      resource "terraform_data" "it" {
        input = "open-sesame"
      }
      output "it" {
        value = terraform_data.it.output
      }
      """;

  private static final String KEYS =
      """
      key_provider "pbkdf2" "old" {
        passphrase    = "correct horse battery staple"
        iterations    = 210000
        hash_function = "sha256"
        key_length    = 16
        salt_length   = 20
      }
      key_provider "pbkdf2" "new" {
        passphrase = "another horse battery staple"
        iterations = 200000
      }
      method "aes_gcm" "old" {
        keys = key_provider.pbkdf2.old
        aad  = [1, 2, 3]
      }
      method "aes_gcm" "new" {
        keys = key_provider.pbkdf2.new
      }
      method "unencrypted" "none" {}
      """;

  private static final String JSON =
      """
      {
        "key_provider": {
          "pbkdf2": {"it": {"passphrase": "correct horse battery staple", "iterations": 200000}}
        },
        "method": {"aes_gcm": {"it": {"keys": "key_provider.pbkdf2.it"}}},
        "state": {"method": "method.aes_gcm.it", "enforced": true}
      }
      """;

  @TempDir private Path directory;
  private SharedProject project;

  @BeforeEach
  void makeProject() throws Exception {
    project = new SharedProject(directory);
    project.write("main.tf", RESOURCES);
    project.tofu().run("init");
  }

  /// A `state` block with a method and what else there is to read it with.
  private static String state(String method, String fallback) {
    String block =
        fallback.isEmpty() ? "" : "  fallback {\n    method = method." + fallback + "\n  }\n";
    return "state {\n  method = method.%s\n%s}\n".formatted(method, block);
  }

  private void assertEncrypted() throws IOException {
    assertThat(Files.readString(project.file("terraform.tfstate")))
        .contains("\"encrypted_data\"")
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void theConfigurationSaysHow(Order order) throws Exception {
    project.write(
        "encryption.tf",
        "variable \"x\" { default = 1 }\nterraform {\nencryption {\n%s%s}\n}\n"
            .formatted(KEYS, state("aes_gcm.old", "")));
    project.first(order).run("apply", "-auto-approve");
    assertEncrypted();
    Tool second = project.second(order);
    second.run("plan", "-detailed-exitcode");
    second.run("apply", "-auto-approve", "-replace=terraform_data.it");
    assertEncrypted();
    assertThat(project.first(order).run("output", "-raw", "it")).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void theEnvironmentSaysHowInJson(Order order) throws Exception {
    project.set("TF_ENCRYPTION", JSON);
    project.first(order).run("apply", "-auto-approve");
    assertEncrypted();
    project.second(order).run("plan", "-detailed-exitcode");
    project.set("TF_ENCRYPTION", JSON.replace("correct", "a wrong"));
    project.second(order).end(1, "plan");
    project.set("TF_ENCRYPTION", "");
    project.second(order).end(1, "plan");
  }

  /// From no encryption to a first passphrase, to a second one, and back.
  @ParameterizedTest
  @EnumSource
  void fallbacksLeadFromOneToTheNext(Order order) throws Exception {
    Tool first = project.first(order);
    Tool second = project.second(order);
    first.run("apply", "-auto-approve");
    project.set("TF_ENCRYPTION", KEYS + state("aes_gcm.old", "unencrypted.none"));
    second.run("apply", "-auto-approve");
    assertEncrypted();
    project.set("TF_ENCRYPTION", KEYS + state("aes_gcm.new", "aes_gcm.old"));
    first.run("apply", "-auto-approve");
    project.set("TF_ENCRYPTION", KEYS + state("aes_gcm.new", ""));
    second.run("plan", "-detailed-exitcode");
    project.set("TF_ENCRYPTION", KEYS + state("unencrypted.none", "aes_gcm.new"));
    second.run("apply", "-auto-approve");
    project.set("TF_ENCRYPTION", "");
    first.run("plan", "-detailed-exitcode");
    assertThat(Files.readString(project.file("terraform.tfstate"))).contains(SECRET);
  }

  @ParameterizedTest
  @EnumSource
  void whereEncryptionIsEnforcedAPlainStateIsRefused(Order order) throws Exception {
    project.first(order).run("apply", "-auto-approve");
    project.set("TF_ENCRYPTION", JSON);
    project.second(order).end(1, "plan");
  }
}
