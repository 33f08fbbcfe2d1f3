package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        variable "size" {
          type    = number
          default = 1
        }

        variable "secret" {
          default   = "hidden"
          sensitive = true
        }

        resource "terraform_data" "box" {
          count = var.size
          input = { number = count.index, secret = var.secret }
        }

        output "numbers" {
          value = [for box in terraform_data.box : box.output.number]
        }

        output "secret" {
          value     = var.secret
          sensitive = true
        }
        """);
  }

  @Test
  void aSavedPlanTakesEphemeralVariablesAgainAndNoOthers() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        variable "size" {
          default = 1
        }
        variable "password" {
          type      = string
          ephemeral = true
        }
        resource "terraform_data" "box" {
          count = var.size
          lifecycle {
            precondition {
              condition     = var.password == "open sesame"
              error_message = "It stays shut."
            }
          }
        }
        """);
    CommandRun plan = CommandRun.of(folder, "plan", "-out=saved", "-var", "password=open sesame");
    assertThat(plan.errors()).isEmpty();
    assertThat(CommandRun.of(folder, "apply", "saved").errors())
        .contains("No value for required variable")
        .contains("variable \"password\"");
    assertThat(CommandRun.of(folder, "apply", "-var=password=x", "-var=size=2", "saved").errors())
        .contains("Can't set variables when applying a saved plan");
    assertThat(CommandRun.of(folder, "apply", "-var=password=open sesame", "saved").output())
        .contains("1 added");
  }

  @Test
  void planShowsWhatApplyWillDoAndChangesNothing() {
    CommandRun plan = CommandRun.of(folder, "plan");

    assertThat(plan.errors()).isEmpty();
    assertThat(plan.exitCode()).isZero();
    assertThat(plan.output())
        .startsWith(
            """

            Holdfast used the selected providers to generate the following execution
            plan. Resource actions are indicated with the following symbols:
              + create

            Holdfast will perform the following actions:

              # terraform_data.box[0] will be created
              + resource "terraform_data" "box" {
                  + id     = (known after apply)
                  + input  = {
                      + number = 0
                      + secret = (sensitive value)
                    }
                  + output = (known after apply)
                }

            Plan: 1 to add, 0 to change, 0 to destroy.

            Changes to Outputs:
            """);
    assertThat(folder.resolve("terraform.tfstate")).doesNotExist();
  }

  @Test
  void applyIsFollowedByAnEmptyPlan() {
    CommandRun apply = CommandRun.of(folder, "apply", "-auto-approve");

    assertThat(apply.errors()).isEmpty();
    assertThat(apply.exitCode()).isZero();
    assertThat(apply.output())
        .contains(
            "terraform_data.box[0]: Creating...\n",
            "terraform_data.box[0]: Creation complete after 0s [id=",
            "\nApply complete! Resources: 1 added, 0 changed, 0 destroyed.\n",
            "\nOutputs:\n\nnumbers = [\n  0,\n]\nsecret = <sensitive>\n")
        .doesNotContain("hidden");
    CommandRun again = CommandRun.of(folder, "plan", "-detailed-exitcode");
    assertThat(again.exitCode()).isZero();
    assertThat(again.output()).contains("No changes. Your infrastructure matches");
    assertThat(CommandRun.of(folder, "plan", "-detailed-exitcode", "-var=size=2").exitCode())
        .isEqualTo(2);
  }

  @Test
  void looksIntoTheStateAfterwards() {
    CommandRun.of(folder, "apply", "-auto-approve", "-var=size=2");

    assertThat(CommandRun.of(folder, "state", "list").output())
        .isEqualTo("terraform_data.box[0]\nterraform_data.box[1]\n");
    assertThat(CommandRun.of(folder, "state", "list", "terraform_data.box[1]").output())
        .isEqualTo("terraform_data.box[1]\n");
    assertThat(CommandRun.of(folder, "state", "show", "terraform_data.box[1]").output())
        .startsWith("# terraform_data.box[1]:\nresource \"terraform_data\" \"box\" {\n    id ")
        .contains("        number = 1\n");
    assertThat(CommandRun.of(folder, "state", "show", "terraform_data.box[7]").exitCode())
        .isEqualTo(1);
    assertThat(CommandRun.of(folder, "show").output())
        .contains("# terraform_data.box[0]:", "\n\nOutputs:\n\nnumbers = [\n    0,\n    1,\n]\n");
    assertThat(CommandRun.of(folder, "output", "-raw", "secret").output()).isEqualTo("hidden");
    assertThat(CommandRun.of(folder, "output", "-json", "numbers").output()).isEqualTo("[0,1]\n");
    assertThat(CommandRun.of(folder, "output", "-json").output())
        .contains("    \"value\": [\n      0,\n      1\n    ]\n");
    assertThat(CommandRun.of(folder, "output", "-raw", "numbers").errors())
        .contains("Unsupported value for raw output");
    assertThat(CommandRun.of(folder, "output", "nothing").exitCode()).isEqualTo(1);
  }

  @Test
  void destroysEverything() {
    CommandRun.of(folder, "apply", "-auto-approve", "-var=size=3");

    CommandRun destroy = CommandRun.of(folder, "destroy", "-auto-approve");

    assertThat(destroy.output())
        .contains("Plan: 0 to add, 0 to change, 3 to destroy.")
        .contains("Destroy complete! Resources: 3 destroyed.");
    assertThat(CommandRun.of(folder, "state", "list").output()).isEmpty();
  }

  @Test
  void asksAndTakesOnlyYesForYes() {
    CommandRun no = CommandRun.of(folder, "y\n", Map.of(), "apply");

    assertThat(no.exitCode()).isEqualTo(1);
    assertThat(no.output()).contains("Do you want to perform these actions?");
    assertThat(no.errors()).contains("Apply cancelled");
    assertThat(CommandRun.of(folder, "state", "list").exitCode()).isEqualTo(1);

    assertThat(CommandRun.of(folder, "yes\n", Map.of(), "apply").exitCode()).isZero();
  }

  @Test
  void laterVariablesWin() throws Exception {
    Files.writeString(folder.resolve("terraform.tfvars"), "size = 2\n");
    Files.writeString(folder.resolve("b.auto.tfvars.json"), "{\"size\": 3}");
    Files.writeString(folder.resolve("named.tfvars"), "size = 5\n");
    Map<String, String> environment = Map.of("TF_VAR_size", "1", "TF_VAR_unknown", "x");

    assertThat(CommandRun.of(folder, "", environment, "plan").output()).contains("Plan: 3 to add");
    assertThat(CommandRun.of(folder, "plan", "-var", "size=4").output()).contains("Plan: 4 to add");
    assertThat(CommandRun.of(folder, "plan", "-var=size=4", "-var-file=named.tfvars").output())
        .contains("Plan: 5 to add");
    assertThat(CommandRun.of(folder, "plan", "-var-file=named.tfvars", "-var=size=4").output())
        .contains("Plan: 4 to add");
  }

  @Test
  void reportsFaultyVariables() throws Exception {
    Files.writeString(folder.resolve("more.tf"), "variable \"needed\" {}\n");

    CommandRun run =
        CommandRun.of(folder, "plan", "-var=size=many", "-var=typo=1", "-var", "nonsense");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .contains(
            "Value for undeclared variable",
            "No value for required variable",
            "Invalid -var option",
            "more.tf line 1:");
  }

  @Test
  void directoryMayBeTheLastArgument() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else/where"));

    CommandRun run = CommandRun.of(elsewhere, "apply", "-auto-approve", "../..");

    assertThat(run.errors()).isEmpty();
    assertThat(folder.resolve("terraform.tfstate")).exists();
    assertThat(CommandRun.of(elsewhere, "plan").errors()).contains("No configuration files");
    assertThat(CommandRun.of(elsewhere, "plan", "nowhere").errors()).contains("No such folder");
  }

  @Test
  void programsGetAStream() {
    CommandRun run = CommandRun.of(folder, "apply", "-json", "-auto-approve");

    assertThat(run.output().lines())
        .allMatch(line -> line.startsWith("{\"@level\":\"") && line.endsWith("}"));
    assertThat(run.output())
        .contains(
            "\"type\":\"version\"",
            "\"type\":\"planned_change\"",
            "\"type\":\"apply_start\"",
            "\"type\":\"apply_complete\"",
            "\"@message\":\"Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\"",
            "\"numbers\":{\"sensitive\":false,\"type\":[\"tuple\",[\"number\"]],\"value\":[0]}")
        .doesNotContain("hidden");
    assertThat(CommandRun.of(folder, "apply", "-json").output())
        .contains("Plan file or auto-approve required");
  }

  @Test
  void savedPlanIsDoneAsItWasShown() throws Exception {
    CommandRun plan = CommandRun.of(folder, "plan", "-var=size=2", "-out=saved.plan");
    assertThat(plan.output()).contains("Saved the plan to: saved.plan\n");
    assertThat(CommandRun.of(folder, "show", "saved.plan").output())
        .contains("Plan: 2 to add, 0 to change, 0 to destroy.");
    Files.writeString(folder.resolve("main.tf"), "");

    CommandRun apply = CommandRun.of(folder, "apply", "saved.plan");

    assertThat(apply.errors()).isEmpty();
    assertThat(apply.output()).contains("Apply complete! Resources: 2 added");
    assertThat(CommandRun.of(folder, "apply", "saved.plan").errors())
        .contains("Saved plan is stale");
  }

  @Test
  void filesOfTheModuleAreFoundFromWhereverTheCommandRuns() throws Exception {
    Files.writeString(
        folder.resolve("main.tf"), "output \"text\" { value = file(\"${path.module}/a.txt\") }\n");
    Files.writeString(folder.resolve("a.txt"), "found");
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));

    assertThat(CommandRun.of(folder, "plan").output()).contains("+ text = \"found\"");
    assertThat(CommandRun.of(elsewhere, "plan", "..").output()).contains("+ text = \"found\"");
    assertThat(CommandRun.of(elsewhere, "-chdir=..", "plan").output())
        .contains("+ text = \"found\"");
  }

  @Test
  void consoleKnowsTheConfigurationAndTheState() {
    CommandRun.of(folder, "apply", "-auto-approve");

    CommandRun run =
        CommandRun.of(
            folder,
            "terraform_data.box[0].output.number + 1\nvar.secret\ntoset([\"a\"])\nexit\n1/0\n",
            Map.of(),
            "console");

    assertThat(run.output()).isEqualTo("1\n(sensitive value)\ntoset([\n  \"a\",\n])\n");
    assertThat(run.exitCode()).isZero();
    CommandRun faulty = CommandRun.of(folder, "nothing.at.all\n1\n", Map.of(), "console");
    assertThat(faulty.exitCode()).isEqualTo(1);
    assertThat(faulty.errors()).contains("on <console-input> line 1");
  }

  @Test
  void graphShowsWhichResourceNeedsWhich() throws Exception {
    Files.writeString(
        folder.resolve("more.tf"),
        """
        locals { number = terraform_data.box[0].output.number }
        resource "terraform_data" "lid" { input = local.number }
        """);

    assertThat(CommandRun.of(folder, "graph").output())
        .isEqualTo(
            """
            digraph G {
              rankdir = "RL";
              node [shape = rect, fontname = "sans-serif"];
              "terraform_data.box";
              "terraform_data.lid";
              "terraform_data.lid" -> "terraform_data.box";
            }
            """);
  }
}
