package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcisePlanTest {
  @TempDir Path folder;

  @BeforeEach
  void writeModule() throws IOException {
    Files.createDirectories(folder.resolve("child"));
    Files.writeString(
        folder.resolve("child/main.tf"),
        """
        resource "terraform_data" "inner" {
          input = "in"
        }
        """);
  }

  private void write(int boxes, String input) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        resource "terraform_data" "box" {
          count = %d
          input = count.index == 2 ? "other" : "%s"
        }
        resource "terraform_data" "named" {
          for_each = toset(["x", "y"])
          input    = "%s"
        }
        module "child" {
          source = "./child"
          count  = 2
        }
        """
            .formatted(boxes, input, input));
  }

  @Test
  void tellsEqualChangesOnce() throws IOException {
    write(6, "old");
    CommandRun init = CommandRun.of(folder, "init");
    assertThat(init.errors()).isEmpty();
    CommandRun plan = CommandRun.of(folder, "plan", "-concise");
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.output())
        .contains(
            """
            Holdfast will perform the following actions:

              # The same change in 5 instances: each will be created
              #   terraform_data.box[0-1, 3-5]
              + resource "terraform_data" "box" {
                  + id     = (known after apply)
                  + input  = "old"
                  + output = (known after apply)
                }

              # terraform_data.box[2] will be created
              + resource "terraform_data" "box" {
                  + id     = (known after apply)
                  + input  = "other"
                  + output = (known after apply)
                }

              # The same change in 2 instances: each will be created
              #   terraform_data.named["x", "y"]
              + resource "terraform_data" "named" {
                  + id     = (known after apply)
                  + input  = "old"
                  + output = (known after apply)
                }

              # The same change in 2 instances: each will be created
              #   module.child[0].terraform_data.inner
              #   module.child[1].terraform_data.inner
              + resource "terraform_data" "inner" {
                  + id     = (known after apply)
                  + input  = "in"
                  + output = (known after apply)
                }

            Plan: 10 to add, 0 to change, 0 to destroy.

              Module        Type            Changes
              (root)        terraform_data  8 to add
              module.child  terraform_data  2 to add
            """);
  }

  @Test
  void showsOnlyWhatChangesAndNoProgress() throws IOException {
    write(6, "old");
    CommandRun.of(folder, "init");
    assertThat(CommandRun.of(folder, "apply", "-concise", "-auto-approve").output())
        .contains("terraform_data.box[0]: Creating...");
    write(4, "new");
    CommandRun plan = CommandRun.of(folder, "plan", "-concise");
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.output())
        .startsWith("\nHoldfast used the selected providers")
        .contains(
            """
              # The same change in 3 instances: each will be updated in-place
              #   terraform_data.box[0-1, 3]
              ~ resource "terraform_data" "box" {
                  ~ input  = "old" -> "new"
                  ~ output = "old" -> (known after apply)
                    # (1 unchanged attribute hidden)
                }

              # The same change in 2 instances: each will be destroyed
              #   terraform_data.box[4-5]
              # (because these indexes are out of range for count)
              - resource "terraform_data" "box"
            """,
            """
            Plan: 0 to add, 5 to change, 2 to destroy.

              Module  Type            Changes
              (root)  terraform_data  5 to change, 2 to destroy
            """);
    assertThat(CommandRun.of(folder, "plan").output())
        .contains("Refreshing state...", "# terraform_data.box[5] will be destroyed")
        .doesNotContain("The same change", "Module");
  }
}
