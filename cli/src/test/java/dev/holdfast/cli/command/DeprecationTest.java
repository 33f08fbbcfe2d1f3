package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What authors of modules have deprecated, and where their callers are told of it.
class DeprecationTest {
  @TempDir Path folder;

  @BeforeEach
  void writeModule() throws IOException {
    Files.createDirectories(folder.resolve("child"));
    Files.writeString(
        folder.resolve("child/main.tf"),
        """
        output "old" {
          value      = "v"
          deprecated = "Use fresh."
        }
        output "fresh" {
          value = "f"
        }
        """);
  }

  /// The lines that are blamed by a plan of this root module, sorted by the text of the warning.
  private List<String> blamed(String main, String... flags) throws IOException {
    Files.writeString(folder.resolve("main.tf"), main);
    List<String> arguments = new ArrayList<>(List.of("plan"));
    arguments.addAll(List.of(flags));
    CommandRun plan = CommandRun.of(folder, arguments.toArray(String[]::new));
    assertThat(plan.errors()).isEmpty();
    return plan.output()
        .lines()
        .filter(line -> line.matches(" +on .*/main.tf line .*"))
        .map(line -> line.replaceAll(".* line (\\d+).*", "$1"))
        .toList();
  }

  @Test
  void tellsOfEachExpressionThatNamesADeprecatedOutput() throws IOException {
    assertThat(
            blamed(
                """
                module "m" {
                  source = "./child"
                }
                locals {
                  first = module.m.old
                  second = "then ${local.first}"
                }
                output "third" {
                  value = upper(module.m.old)
                }
                output "fourth" {
                  value = module.m.fresh
                }
                """))
        .containsExactly("5", "9");
  }

  @Test
  void followsTheObjectOfAllOutputsToWhereTheDeprecatedOneIsTaken() throws IOException {
    assertThat(
            blamed(
                """
                module "m" {
                  source = "./child"
                }
                locals {
                  whole = module.m
                }
                output "fresh" {
                  value = local.whole.fresh
                }
                output "old" {
                  value = local.whole.old
                }
                """))
        .containsExactly("11");
  }

  @Test
  void followsItIntoModulesThatItIsPassedTo() throws IOException {
    Files.createDirectories(folder.resolve("taker"));
    Files.writeString(
        folder.resolve("taker/main.tf"),
        """
        variable "given" {
          type = object({ old = string, fresh = string })
        }
        output "it" {
          value = "${var.given.old}!"
        }
        """);
    Files.writeString(
        folder.resolve("main.tf"),
        """
        module "m" {
          source = "./child"
        }
        module "taker" {
          source = "./taker"
          given  = module.m
        }
        output "it" {
          value = module.taker.it
        }
        """);
    CommandRun plan = CommandRun.of(folder, "plan");
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.output())
        .contains("taker/main.tf line 5")
        .contains("This value is derived from module.m.old, which is deprecated")
        .contains("Use fresh.")
        .containsOnlyOnce("/main.tf line");
  }

  @Test
  void followsItThroughLoopsAndInstances() throws IOException {
    assertThat(
            blamed(
                """
                module "m" {
                  source   = "./child"
                  for_each = toset(["a", "b"])
                }
                resource "terraform_data" "each" {
                  for_each = module.m
                  input    = each.value.old
                }
                resource "terraform_data" "fresh" {
                  for_each = module.m
                  input    = each.value.fresh
                }
                output "all" {
                  value = [for each in module.m : each.old]
                }
                output "splat" {
                  value = values(module.m)[*].old
                }
                """))
        .containsExactlyInAnyOrder("7", "14", "17");
  }

  @Test
  void tellsOfAWholeObjectThatGoesWhereAllOfItIsUsed() throws IOException {
    assertThat(
            blamed(
                """
                module "m" {
                  source = "./child"
                }
                resource "terraform_data" "whole" {
                  input = module.m
                }
                output "whole" {
                  value = module.m
                }
                """))
        .containsExactlyInAnyOrder("5", "8");
  }

  @Test
  void tellsTheSameOnceHoweverManyInstancesOfAModuleThereAre() throws IOException {
    Files.createDirectories(folder.resolve("middle"));
    Files.writeString(
        folder.resolve("middle/main.tf"),
        """
        module "child" {
          source = "../child"
        }
        output "it" {
          value = [for key, value in module.child : value]
        }
        """);
    Files.writeString(
        folder.resolve("main.tf"),
        """
        module "middle" {
          source = "./middle"
          count  = 20
        }
        """);
    CommandRun plan = CommandRun.of(folder, "plan");
    assertThat(plan.output()).containsOnlyOnce("middle/main.tf line 5");
  }

  @Test
  void whatIsMadeOfItIsNotMarkedInPlanOrState() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        module "m" {
          source = "./child"
        }
        resource "terraform_data" "whole" {
          input = module.m
        }
        output "whole" {
          value      = module.m
          deprecated = "Ask m."
        }
        """);
    CommandRun apply = CommandRun.of(folder, "apply", "-auto-approve");
    assertThat(apply.errors()).isEmpty();
    assertThat(CommandRun.of(folder, "plan").output()).contains("No changes.");
    assertThat(Files.readString(folder.resolve("terraform.tfstate")))
        .contains("\"deprecated\": \"Ask m.\"")
        .doesNotContain("Use fresh.");
    assertThat(CommandRun.of(folder, "output", "-json").output())
        .contains("\"deprecated\": \"Ask m.\"");
    assertThat(CommandRun.of(folder, "show", "-json").output())
        .contains("\"sensitive\":false,\"deprecated\":\"Ask m.\",\"value\":{");
  }

  @Test
  void leavesOutWhatTheUserDoesNotWantToSee() throws IOException {
    String main =
        """
        module "m" {
          source = "./child"
        }
        output "old" {
          value = module.m.old
        }
        """;
    assertThat(blamed(main, "-deprecation=module:local")).containsExactly("5");
    assertThat(blamed(main, "-deprecation=module:none")).isEmpty();
    assertThat(CommandRun.of(folder, "plan", "-json", "-deprecation=module:none").output())
        .doesNotContain("deprecated");
    assertThat(CommandRun.of(folder, "plan", "-deprecation=none").errors())
        .contains("\"none\" is none of module:all, module:local and module:none.");
  }

  @Test
  void modulesThatWereFetchedAreNotLocal() throws Exception {
    Path repository = Files.createDirectories(folder.resolve("repository"));
    Files.copy(folder.resolve("child/main.tf"), repository.resolve("main.tf"));
    git(repository, "init", "--quiet");
    git(repository, "add", ".");
    git(
        repository,
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.com",
        "commit",
        "--quiet",
        "-m",
        "x");
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(
        project.resolve("main.tf"),
        """
        module "m" {
          source = "git::file://%s"
        }
        output "old" {
          value = module.m.old
        }
        """
            .formatted(repository));
    assertThat(CommandRun.of(project, "init").errors()).isEmpty();
    assertThat(CommandRun.of(project, "plan").output()).contains("/main.tf line 5");
    assertThat(CommandRun.of(project, "plan", "-deprecation=module:local").output())
        .doesNotContain("/main.tf line 5");
  }

  private static void git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
