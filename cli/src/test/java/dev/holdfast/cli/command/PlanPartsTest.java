package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanPartsTest {
  @TempDir Path folder;

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        resource "terraform_data" "a" {}
        resource "terraform_data" "b" {
          input = terraform_data.a.id
        }
        resource "terraform_data" "c" {}
        """);
  }

  @Test
  void excludesWhatFlagsAndFilesName() throws IOException {
    Files.writeString(
        folder.resolve("left-out"), "# for now\n\n  terraform_data.b  \n# and no more\n");
    CommandRun plan =
        CommandRun.of(folder, "plan", "-exclude=terraform_data.c", "-exclude-file=left-out");
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.output())
        .contains("# terraform_data.a will be created", "Plan: 1 to add", "-exclude option")
        .doesNotContain("terraform_data.b", "terraform_data.c");
  }

  @Test
  void targetsWhatAFileNames() throws IOException {
    Files.writeString(folder.resolve("wanted"), "terraform_data.b\n");
    CommandRun plan = CommandRun.of(folder, "plan", "-target-file=wanted");
    assertThat(plan.errors()).isEmpty();
    assertThat(plan.output())
        .contains("terraform_data.a will", "terraform_data.b will", "-target option")
        .doesNotContain("terraform_data.c");
  }

  @Test
  void appliesAndRefreshesAndDestroysWithoutTheExcluded() {
    assertThat(
            CommandRun.of(folder, "apply", "-auto-approve", "-exclude=terraform_data.a").output())
        .contains("1 added");
    assertThat(CommandRun.of(folder, "apply", "-auto-approve").output()).contains("2 added");
    CommandRun refresh = CommandRun.of(folder, "refresh", "-exclude=terraform_data.a");
    assertThat(refresh.errors()).isEmpty();
    assertThat(refresh.output())
        .contains("terraform_data.c: Refreshing")
        .doesNotContain("terraform_data.a: Refreshing");
    assertThat(
            CommandRun.of(folder, "destroy", "-auto-approve", "-exclude=terraform_data.b").output())
        .contains("1 destroyed");
  }

  @Test
  void refusesTargetsTogetherWithExcludes() {
    CommandRun plan =
        CommandRun.of(folder, "plan", "-target=terraform_data.a", "-exclude=terraform_data.b");
    assertThat(plan.exitCode()).isEqualTo(1);
    assertThat(plan.errors()).contains("Invalid combination of arguments");
  }

  @Test
  void saysWhatIsWrongWithAFileOfAddresses() throws IOException {
    assertThat(CommandRun.of(folder, "plan", "-exclude-file=missing").errors())
        .contains("Unable to read the file of -exclude-file=missing");
    Files.writeString(folder.resolve("faulty"), "terraform_data.a\nnot an address\n");
    assertThat(CommandRun.of(folder, "plan", "-exclude-file=faulty").errors())
        .contains("Invalid address in -exclude-file=faulty", "Line 2");
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(CommandRun.of(folder, "plan", "-exclude-file=binary").errors())
        .contains("is not UTF-8");
  }
}
