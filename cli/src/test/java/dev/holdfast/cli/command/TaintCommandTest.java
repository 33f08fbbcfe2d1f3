package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaintCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void applyConfiguration() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        resource "terraform_data" "box" {}
        output "id" {
          value = terraform_data.box.id
        }
        """);
    assertThat(CommandRun.of(folder, "apply", "-auto-approve").exitCode()).isZero();
  }

  @Test
  void aTaintedObjectIsReplacedUnlessTheMarkIsTakenBack() {
    CommandRun taint = CommandRun.of(folder, "taint", "terraform_data.box");
    assertThat(taint.output())
        .isEqualTo("Resource instance terraform_data.box has been marked as tainted.\n");
    assertThat(CommandRun.of(folder, "plan").output())
        .contains("# terraform_data.box is tainted, so it must be replaced")
        .contains("Plan: 1 to add, 0 to change, 1 to destroy.");
    CommandRun untaint = CommandRun.of(folder, "untaint", "terraform_data.box");
    assertThat(untaint.output())
        .isEqualTo("Resource instance terraform_data.box has been successfully untainted.\n");
    assertThat(CommandRun.of(folder, "plan").output()).contains("No changes.");
  }

  @Test
  void whatIsNotTaintedOrNotThereCannotBeMarked() {
    assertThat(CommandRun.of(folder, "untaint", "terraform_data.box").errors())
        .contains("Resource instance is not tainted");
    CommandRun missing = CommandRun.of(folder, "taint", "terraform_data.missing");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.errors()).contains("No such resource instance");
    assertThat(
            CommandRun.of(folder, "taint", "-allow-missing", "terraform_data.missing").exitCode())
        .isZero();
    assertThat(CommandRun.of(folder, "taint", "data.a.b").exitCode()).isEqualTo(1);
  }

  @Test
  void refreshKeepsWhatItFindsAndShowsTheOutputs() {
    CommandRun refresh = CommandRun.of(folder, "refresh");
    assertThat(refresh.errors()).isEmpty();
    assertThat(refresh.exitCode()).isZero();
    assertThat(refresh.output())
        .contains("terraform_data.box: Refreshing state...")
        .contains("Outputs:")
        .contains("id = ");
  }
}
