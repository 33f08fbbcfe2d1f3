package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavesTest {
  @TempDir Path folder;

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        resource "terraform_data" "first" {
          input = ["x", "y"]
        }
        resource "terraform_data" "second" {
          for_each = toset(terraform_data.first.output)
          input    = each.key
        }
        resource "terraform_data" "third" {
          count = length(join("", [for each in terraform_data.second : each.id])) > 0 ? 1 : 0
        }
        """);
  }

  @Test
  void thePlanTellsWhatWaits() {
    CommandRun plan = CommandRun.of(folder, "plan", "-detailed-exitcode");
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.exitCode()).isEqualTo(2);
    assertThat(plan.output())
        .contains("terraform_data.first will be created", "Plan: 1 to add")
        .contains(
            """

            Deferred:
            These wait for another plan, which can be made once the actions above are
            done.

              # terraform_data.second: for_each waits for terraform_data.first
              # terraform_data.third: count waits for terraform_data.first
            """);
    assertThat(CommandRun.of(folder, "plan", "-json").output())
        .contains(
            "\"type\":\"deferred_change\"",
            "\"address\":\"terraform_data.second\",\"reason\":\"instance_count_unknown\"",
            "\"waits_for\":[\"terraform_data.first\"]");
  }

  @Test
  void appliesWaveAfterWave() {
    CommandRun apply = CommandRun.of(folder, "apply", "-auto-approve");
    assertThat(apply.errors()).isEmpty();
    assertThat(apply.exitCode()).isZero();
    assertThat(apply.output())
        .containsSubsequence(
            "Deferred:",
            "1 added",
            "This was not all: 2 resources or modules are to come.",
            "Deferred:",
            "2 added",
            "This was not all: 1 resource or module is to come.",
            "1 added");
    assertThat(CommandRun.of(folder, "plan").output()).contains("No changes.");
  }

  @Test
  void asksBeforeEachWave() {
    CommandRun once = CommandRun.of(folder, "yes\nyes\nno\n", Map.of(), "apply");
    assertThat(once.exitCode()).isEqualTo(1);
    assertThat(once.errors()).contains("Apply cancelled");
    assertThat(CommandRun.of(folder, "state", "list").output())
        .isEqualTo(
            """
            terraform_data.first
            terraform_data.second["x"]
            terraform_data.second["y"]
            """);
  }

  @Test
  void aSavedPlanIsOneWave() {
    CommandRun.of(folder, "plan", "-out=saved");
    assertThat(CommandRun.of(folder, "show", "-json", "saved").output())
        .contains("deferred_changes", "instance_count_unknown");
    assertThat(CommandRun.of(folder, "show", "saved").output()).contains("Deferred:");
    CommandRun apply = CommandRun.of(folder, "apply", "saved");
    assertThat(apply.errors()).isEmpty();
    assertThat(apply.output()).contains("1 added", "Make another plan to go on.");
  }

  @Test
  void failsWhereWaitingDoesNotHelp() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        resource "terraform_data" "always" {
          input = timestamp()
        }
        resource "terraform_data" "never" {
          count = length(timestamp())
        }
        """);
    CommandRun apply = CommandRun.of(folder, "apply", "-auto-approve");
    assertThat(apply.exitCode()).isEqualTo(1);
    assertThat(apply.errors()).contains("No progress", "terraform_data.never: count is known only");
  }
}
