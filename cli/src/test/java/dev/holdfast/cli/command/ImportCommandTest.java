package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeConfiguration() throws IOException {
    write(
        """
        resource "terraform_data" "box" {}
        resource "terraform_data" "many" {
          count = 2
        }
        """);
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("main.tf"), text);
  }

  @Test
  void anObjectIsTakenIntoTheStateAndNothingElseHappens() {
    CommandRun run = CommandRun.of(folder, "import", "terraform_data.box", "abc");
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.output())
        .contains("terraform_data.box: Preparing import... [id=abc]")
        .contains("Import successful!");
    assertThat(CommandRun.of(folder, "state", "list").output()).isEqualTo("terraform_data.box\n");
    assertThat(CommandRun.of(folder, "state", "show", "terraform_data.box").output())
        .contains("\"abc\"");
  }

  @Test
  void anInstanceIsNamedByItsKey() {
    assertThat(CommandRun.of(folder, "import", "terraform_data.many[1]", "abc").exitCode())
        .isZero();
    assertThat(CommandRun.of(folder, "state", "list").output())
        .isEqualTo("terraform_data.many[1]\n");
    assertThat(CommandRun.of(folder, "import", "terraform_data.many[2]", "abc").errors())
        .contains("Configuration for import target does not exist");
  }

  @Test
  void whatIsManagedAlreadyOrNotDeclaredOrNoResourceIsRefused() {
    CommandRun.of(folder, "import", "terraform_data.box", "abc");
    assertThat(CommandRun.of(folder, "import", "terraform_data.box", "other").errors())
        .contains("Resource already managed by Holdfast");
    assertThat(CommandRun.of(folder, "import", "terraform_data.missing", "abc").errors())
        .contains("does not exist in the configuration")
        .contains("resource \"terraform_data\" \"missing\" {");
    assertThat(CommandRun.of(folder, "import", "module.a", "abc").exitCode()).isEqualTo(1);
    assertThat(CommandRun.of(folder, "import", "data.a.b", "abc").errors())
        .contains("A managed resource address is required");
  }

  @Test
  void aPlanSaysWhatItImports() throws IOException {
    write(
        """
        resource "terraform_data" "box" {}
        resource "terraform_data" "other" {
          input = "v"
        }
        import {
          to = terraform_data.box
          id = "abc"
        }
        import {
          to = terraform_data.other
          id = "def"
        }
        """);
    CommandRun plan = CommandRun.of(folder, "plan", "-out=saved");
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.output())
        .contains(
            """
              # terraform_data.box will be imported
                resource "terraform_data" "box" {
                    id = "abc"
                }

              # terraform_data.other will be updated in-place
              # (imported from "def")
              ~ resource "terraform_data" "other" {
                    id     = "def"
                  + input  = "v"
                  + output = (known after apply)
                }

            Plan: 2 to import, 0 to add, 1 to change, 0 to destroy.
            """);
    CommandRun apply = CommandRun.of(folder, "apply", "saved");
    assertThat(apply.output())
        .contains("terraform_data.box: Importing... [id=abc]")
        .contains("terraform_data.box: Import complete [id=abc]")
        .contains("Apply complete! Resources: 2 imported, 0 added, 1 changed, 0 destroyed.");
  }

  @Test
  void configurationIsWrittenForAnObjectThatHasNone() throws IOException {
    write(
        """
        import {
          to = terraform_data.box
          id = "abc"
        }
        """);
    CommandRun plan = CommandRun.of(folder, "plan", "-generate-config-out=made.tf", "-out=saved");
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.output())
        .contains(
            """
              # terraform_data.box will be imported
              # (config will be generated)
                resource "terraform_data" "box" {
                    id = "abc"
                }
            """)
        .contains("Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.")
        .contains("written it to made.tf");
    assertThat(Files.readString(folder.resolve("made.tf")))
        .isEqualTo(
            """
            # __generated__ by Holdfast
            # Please review these resources and move them into your main configuration files.

            # __generated__ by Holdfast from "abc"
            resource "terraform_data" "box" {
              input            = null
              triggers_replace = null
            }
            """);
    assertThat(CommandRun.of(folder, "apply", "saved").output()).contains("1 imported");
    assertThat(CommandRun.of(folder, "plan").output()).contains("No changes.");
  }

  @Test
  void aFileThatExistsIsNotWrittenOver() throws IOException {
    CommandRun plan = CommandRun.of(folder, "plan", "-generate-config-out=main.tf");
    assertThat(plan.exitCode()).isEqualTo(1);
    assertThat(plan.errors()).contains("Target generated file already exists");
    assertThat(Files.readString(folder.resolve("main.tf"))).startsWith("resource");
  }
}
