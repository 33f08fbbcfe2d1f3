package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.cli.command.SharedProject.Order;
import dev.holdfast.cli.command.SharedProject.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holdfast and OpenTofu work in turns on one project: each goes on where the other stopped. Not
/// run, and reported as such, where there is no `tofu`; some of it needs real providers too.
class TofuProjectTest {
  private static final String REAL_PROVIDERS =
      """
      terraform {
        required_providers {
          random = {
            source = "hashicorp/random"
          }
          local = {
            source = "hashicorp/local"
          }
          tls = {
            source = "hashicorp/tls"
          }
        }
      }
      variable "secret" {
        default   = "open-sesame"
        sensitive = true
      }
      variable "size" {
        default = 2
      }
      variable "file" {}
      resource "random_password" "it" {
        length = 20
      }
      resource "random_pet" "each" {
        for_each = { for n in range(var.size) : "a.${n}" => n + 1 }
        length   = each.value
        keepers  = { secret = var.secret }
      }
      resource "tls_private_key" "it" {
        algorithm = "ED25519"
      }
      resource "tls_self_signed_cert" "it" {
        private_key_pem       = tls_private_key.it.private_key_pem
        validity_period_hours = 1000
        allowed_uses          = ["server_auth"]
        subject {
          common_name = "example"
        }
      }
      resource "local_sensitive_file" "it" {
        filename = var.file
        content  = "${random_password.it.result} ${var.size}"
      }
      data "local_file" "read" {
        filename = local_sensitive_file.it.filename
      }
      resource "terraform_data" "counted" {
        count            = var.size
        input            = [var.secret, var.size]
        triggers_replace = data.local_file.read.content_md5
      }
      module "inner" {
        source   = "./inner"
        for_each = toset(["x", "y.z"])
        name     = "${each.key}-${var.size}"
      }
      output "files" {
        value = data.local_file.read.content_sha256
      }
      output "inner" {
        value     = module.inner
        sensitive = true
      }
      """;
  private static final String INNER =
      """
      terraform {
        required_providers {
          random = {
            source = "hashicorp/random"
          }
        }
      }
      variable "name" {}
      resource "random_id" "it" {
        byte_length = 4
        keepers     = { name = var.name }
      }
      output "id" {
        value = random_id.it.hex
      }
      """;

  /// Everything that a state can tell of objects, with no provider but the one that is built in.
  private static final String BUILT_IN =
      """
      variable "secret" {
        default   = "open-sesame"
        sensitive = true
      }
      resource "terraform_data" "plain" {
        input            = { a = 1, b = [true, null, "<&>"], c = 3.141592653589793238462643383279 }
        triggers_replace = [1, "two"]
      }
      resource "terraform_data" "secret" {
        input = { password = var.secret, list = [1, var.secret] }
      }
      resource "terraform_data" "counted" {
        count = 2
        input = [count.index, terraform_data.plain.id == ""]
        lifecycle {
          create_before_destroy = true
        }
      }
      resource "terraform_data" "each" {
        for_each   = toset(["a", "b.c", "d\\"e", "ü"])
        input      = each.key
        depends_on = [terraform_data.plain]
      }
      check "wrong" {
        assert {
          condition     = terraform_data.plain.output.a == 2
          error_message = "it is ${terraform_data.plain.output.a}"
        }
      }
      module "inner" {
        source   = "./inner"
        for_each = toset(["k"])
      }
      output "secret" {
        value     = terraform_data.secret.output
        sensitive = true
      }
      output "types" {
        value = { s = toset(["a"]), t = [1, "a", null], m = tomap({ a = 1e30 }) }
      }
      """;

  private static final String BUILT_IN_INNER =
      """
      resource "terraform_data" "it" {
        input = 1
      }
      output "id" {
        value = terraform_data.it.id
      }
      """;

  @TempDir private Path directory;
  private SharedProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new SharedProject(directory);
  }

  @ParameterizedTest
  @EnumSource
  void theOtherOneFindsTheSameObjectsAndGoesOn(Order order) throws Exception {
    RealProviders.require("random", "local", "tls");
    project.write("main.tf", REAL_PROVIDERS);
    project.write("inner/main.tf", INNER);
    project.set("TF_VAR_file", directory.resolve("written").toString());
    Tool first = project.first(order);
    Tool second = project.second(order);
    first.run("init");
    first.run("apply", "-auto-approve");
    String lock = Files.readString(project.file(".terraform.lock.hcl"));
    second.run("init", "-lockfile=readonly");
    assertThat(project.file(".terraform.lock.hcl")).content().isEqualTo(lock);
    second.run("plan", "-detailed-exitcode");
    assertThat(second.run("state", "list")).isEqualTo(first.run("state", "list"));
    assertThat(second.run("output", "-json")).isEqualTo(first.run("output", "-json"));
    second.run("apply", "-auto-approve", "-var=size=1");
    first.run("plan", "-detailed-exitcode", "-var=size=1");
    first.run("destroy", "-auto-approve");
    assertThat(second.run("state", "list")).isEmpty();
  }

  @Test
  void bothWriteTheSameState() throws Exception {
    project.write("main.tf", BUILT_IN);
    project.write("inner/main.tf", BUILT_IN_INNER);
    Tool holdfast = project.holdfast();
    Tool tofu = project.tofu();
    tofu.run("init");
    tofu.run("apply", "-auto-approve");
    Path state = project.file("terraform.tfstate");
    String theirs = Files.readString(state);
    Files.delete(state);
    holdfast.run("apply", "-auto-approve");
    assertThat(comparable(Files.readString(state))).isEqualTo(comparable(theirs));
    tofu.run("plan", "-detailed-exitcode");
    Files.writeString(state, theirs);
    holdfast.run("plan", "-detailed-exitcode");
  }

  /// Without what differs from run to run, and the empty lists that we leave out.
  private static String comparable(String state) {
    return state
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
        .replaceAll("\"terraform_version\": \"[^\"]*\"", "")
        .replaceAll(",\\s*\"sensitive_attributes\": \\[\\]", "")
        .strip();
  }

  @ParameterizedTest
  @EnumSource
  void theOtherOneFinishesWhatFailedHalfway(Order order) throws Exception {
    project.write(
        "main.tf",
        """
        variable "generation" {
          default = 1
        }
        resource "terraform_data" "old" {
          triggers_replace = var.generation
          lifecycle {
            create_before_destroy = true
          }
        }
        resource "terraform_data" "new" {
          triggers_replace = terraform_data.old.id
          lifecycle {
            create_before_destroy = true
          }
          provisioner "local-exec" {
            command = "test ! -e stop"
          }
        }
        """);
    Tool first = project.first(order);
    Tool second = project.second(order);
    first.run("init");
    first.run("apply", "-auto-approve");
    Path stop = Files.createFile(project.file("stop"));
    first.end(1, "apply", "-auto-approve", "-var=generation=2");
    Files.delete(stop);
    second.run("init");
    assertThat(second.end(2, "plan", "-detailed-exitcode", "-var=generation=2", "-no-color"))
        .contains(
            "terraform_data.new is tainted, so it must be replaced",
            "(left over from a partially-failed replacement of this instance)",
            "Plan: 1 to add, 0 to change, 3 to destroy.");
    second.run("apply", "-auto-approve", "-var=generation=2");
    assertThat(Files.readString(project.file("terraform.tfstate")))
        .doesNotContain("deposed", "tainted");
    first.run("plan", "-detailed-exitcode", "-var=generation=2");
  }

  @ParameterizedTest
  @EnumSource
  void workspacesAreTheSame(Order order) throws Exception {
    project.write("main.tf", "output \"name\" { value = terraform.workspace }");
    Tool first = project.first(order);
    Tool second = project.second(order);
    first.run("init");
    first.run("workspace", "new", "staging");
    first.run("apply", "-auto-approve");
    second.run("init");
    assertThat(second.run("workspace", "show").strip()).isEqualTo("staging");
    assertThat(second.run("output", "-raw", "name")).isEqualTo("staging");
    assertThat(second.run("workspace", "list")).isEqualTo(first.run("workspace", "list"));
    second.run("workspace", "select", "default");
    assertThat(first.run("workspace", "show").strip()).isEqualTo("default");
  }

  @Test
  void nobodyTakesTheLockOfTheOther() throws Exception {
    project.write("main.tf", "resource \"terraform_data\" \"it\" {}");
    project.tofu().run("init");
    Process apply = project.tofuThatAsks();
    try {
      assertThat(project.holdfast().end(1, "apply", "-auto-approve"))
          .contains("The state is locked");
      apply.outputWriter(StandardCharsets.UTF_8).append("yes\n").close();
      apply.getInputStream().transferTo(OutputStream.nullOutputStream());
      assertThat(apply.waitFor()).isZero();
    } finally {
      apply.destroyForcibly();
    }
    project.holdfast().run("plan", "-detailed-exitcode");
  }
}
