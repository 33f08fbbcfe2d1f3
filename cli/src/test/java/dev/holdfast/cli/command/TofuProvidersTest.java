package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real providers make the same impression here and in OpenTofu.
class TofuProvidersTest {
  @TempDir Path folder;

  @Test
  void schemasAreTheSame() throws Exception {
    String[] types = {"random", "local", "tls", "time", "http", "null", "archive", "external"};
    RealProviders.require(types);
    InstalledPeer tofu = InstalledPeer.tofu();
    write(
        "terraform {\n  required_providers {\n"
            + Arrays.stream(types)
                .map(type -> "    %s = { source = \"hashicorp/%s\" }\n".formatted(type, type))
                .collect(Collectors.joining())
            + "  }\n}\n");
    run("init");
    String ours = run("providers", "schema", "-json");
    String theirs = tofu.run(installedByTofu(tofu), settings(), "providers", "schema", "-json");
    assertThat(ValueJson.decodeImplied(ours)).isEqualTo(ValueJson.decodeImplied(theirs));
  }

  @Test
  void plansAreTheSame() throws Exception {
    RealProviders.require("random", "tls", "local", "null");
    InstalledPeer tofu = InstalledPeer.tofu();
    write(
        """
        variable "bits" { default = 2048 }
        resource "tls_private_key" "a" {
          algorithm = "RSA"
          rsa_bits  = var.bits
        }
        resource "tls_self_signed_cert" "a" {
          private_key_pem       = tls_private_key.a.private_key_pem
          validity_period_hours = 24
          allowed_uses          = ["server_auth"]
          subject {
            common_name = "a"
          }
        }
        resource "random_password" "a" { length = 8 }
        resource "local_file" "a" {
          filename = "a.txt"
          content  = "bits ${var.bits}"
        }
        resource "null_resource" "a" {
          triggers = { key = tls_private_key.a.id, bits = var.bits }
        }
        output "id"   { value = tls_private_key.a.id }
        output "none" { value = null }
        """);
    run("init");
    run("plan", "-out=first");
    Path other = installedByTofu(tofu);
    tofu.run(other, settings(), "plan", "-out=first");
    assertSame(tofu, other, "first");

    run("apply", "first");
    Files.copy(folder.resolve("terraform.tfstate"), other.resolve("terraform.tfstate"));
    Files.copy(folder.resolve("a.txt"), other.resolve("a.txt"));
    run("plan", "-out=second", "-var=bits=1024");
    tofu.run(other, settings(), "plan", "-out=second", "-var=bits=1024");
    assertSame(tofu, other, "second");
    run("plan", "-out=third", "-destroy");
    tofu.run(other, settings(), "plan", "-out=third", "-destroy");
    assertSame(tofu, other, "third");
  }

  /// Compares a plan as text and as JSON.
  private void assertSame(InstalledPeer tofu, Path other, String plan) throws Exception {
    String theirText = tofu.run(other, settings(), "show", "-no-color", plan);
    assertThat(run("show", "-no-color", plan).replace("Holdfast", "OpenTofu")).isEqualTo(theirText);
    String theirs = tofu.run(other, settings(), "show", "-json", plan);
    assertThat(comparable(run("show", "-json", plan))).isEqualTo(comparable(theirs));
  }

  /// A plan without what depends on who made it and when, and without what has no order. What the
  /// schema calls sensitive stays marked in the planned values of a replacement here, and is not
  /// there.
  private static Value comparable(String plan) throws Exception {
    Map<String, Value> members =
        new TreeMap<>(((ObjectValue) ValueJson.decodeImplied(plan)).attributes());
    members.keySet().removeAll(List.of("terraform_version", "timestamp", "relevant_attributes"));
    members.remove("planned_values");
    members.computeIfPresent(
        "prior_state",
        (name, state) -> {
          Map<String, Value> parts = new TreeMap<>(((ObjectValue) state).attributes());
          parts.remove("terraform_version");
          return Value.object(parts);
        });
    return Value.object(members);
  }

  /// A copy of the configuration that OpenTofu has initialised.
  private Path installedByTofu(InstalledPeer tofu) throws IOException, InterruptedException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(folder.resolve("main.tf"), other.resolve("main.tf"));
    tofu.run(other, settings(), "init");
    return other;
  }

  private Map<String, String> settings() throws IOException {
    return new HashMap<>(RealProviders.environment(folder));
  }

  private void write(String configuration) throws IOException {
    Files.writeString(folder.resolve("main.tf"), configuration);
  }

  private String run(String... words) throws IOException {
    CommandRun run = CommandRun.of(folder, "", RealProviders.environment(folder), words);
    assertThat(run.exitCode()).as(run.output() + run.errors()).isZero();
    return run.output();
  }
}
