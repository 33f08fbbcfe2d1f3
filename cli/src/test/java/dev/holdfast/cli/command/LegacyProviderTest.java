package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Providers on the old SDK, which most resources of the large clouds are built on, may deviate
/// from their word: `bin/lib/test-provider-legacy` does so in the ways that they do.
class LegacyProviderTest {
  @TempDir Path folder;

  @BeforeEach
  void install() throws IOException {
    RealProviders.require("holdfast.dev/test/legacy");
    write(
        """
        terraform {
          required_providers {
            legacy = {
              source = "holdfast.dev/test/legacy"
            }
          }
        }
        variable "secret" { default = "first" }
        variable "zone" { default = "a" }

        resource "legacy_thing" "a" {
          name   = "a"
          zone   = var.zone
          secret = var.secret
          rule {
            port = 80
          }
          address {
            ip = "10.0.0.1"
          }
        }
        resource "legacy_thing" "b" {
          name = legacy_thing.a.region
        }
        resource "legacy_thing" "ignoring" {
          name   = "ignoring"
          secret = var.secret
          lifecycle {
            ignore_changes = [secret]
          }
        }
        """);
    run(0, "init");
  }

  @Test
  void keepsValuesThatDifferFromTheConfiguration() throws IOException {
    run(0, "apply", "-auto-approve");
    run(0, "plan", "-detailed-exitcode");
    assertThat(folder.resolve("terraform.tfstate")).content().doesNotContain("\"first\"");
  }

  @Test
  void doesNotTakeUpWhatIsToBeIgnored() throws IOException {
    run(0, "apply", "-auto-approve");
    CommandRun plan = run(2, "plan", "-detailed-exitcode", "-var=secret=second");
    assertThat(plan.output())
        .contains("legacy_thing.a will be updated in-place", "0 to add, 1 to change, 0 to destroy")
        .doesNotContain("legacy_thing.ignoring will");
    run(0, "apply", "-auto-approve", "-var=secret=second");
    run(0, "plan", "-detailed-exitcode", "-var=secret=second");
  }

  @Test
  void replacesWhatCannotBeChanged() throws IOException {
    run(0, "apply", "-auto-approve");
    CommandRun apply = run(0, "apply", "-auto-approve", "-var=zone=b");
    assertThat(apply.output()).contains("forces replacement", "1 added", "1 destroyed");
    run(0, "plan", "-detailed-exitcode", "-var=zone=b");
    run(0, "destroy", "-auto-approve");
  }

  @Test
  void keepsWhatAFailedCreationLeftAndReplacesIt() throws IOException {
    Files.writeString(
        folder.resolve("half.tf"),
        """
        variable "half" { default = "half" }
        resource "legacy_thing" "half" {
          name = var.half
        }
        """);
    CommandRun failed = run(1, "apply", "-auto-approve");
    assertThat(failed.errors()).contains("only half of it could be made");
    assertThat(failed.output()).contains("legacy_thing.b: Creation complete");
    CommandRun plan = run(2, "plan", "-detailed-exitcode", "-var=half=whole");
    assertThat(plan.output()).contains("legacy_thing.half is tainted, so it must be replaced");
  }

  @Test
  void takesAllObjectsThatAnImportBrings() throws IOException {
    CommandRun taken = run(0, "import", "legacy_thing.a", "many");
    assertThat(taken.output())
        .contains("More objects were imported than one", "  - legacy_part.a-1\n");
    assertThat(run(0, "state", "list").output())
        .isEqualTo(
            """
            legacy_part.a
            legacy_part.a-1
            legacy_thing.a
            legacy_thing.a-1
            """);
    assertThat(run(0, "state", "show", "legacy_part.a-1").output()).contains("\"part-2\"");
  }

  @Test
  void aBlockImportsOneObjectOnly() throws IOException {
    Files.writeString(
        folder.resolve("import.tf"),
        """
        import {
          to = legacy_thing.a
          id = "two"
        }
        """);
    assertThat(run(1, "plan").errors())
        .contains("Multiple import states not supported", "the provider returned 2 objects");
  }

  private void write(String configuration) throws IOException {
    Files.writeString(folder.resolve("main.tf"), configuration);
  }

  private CommandRun run(int exitCode, String... words) throws IOException {
    CommandRun run = CommandRun.of(folder, "", RealProviders.environment(folder), words);
    assertThat(run.exitCode()).as(run.output() + run.errors()).isEqualTo(exitCode);
    return run;
  }
}
