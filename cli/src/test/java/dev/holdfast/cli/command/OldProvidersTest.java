package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Providers as they were built in 2019, with the libraries of that time, over version 5 of the
/// protocol: `null` and `external` with what was taken out of Terraform itself, `archive` with the
/// first SDK of its own.
class OldProvidersTest {
  @TempDir Path folder;

  @Test
  void workFromTheFirstApplyToTheLastDestroy() throws IOException {
    RealProviders.require("null", "archive", "external");
    Files.writeString(folder.resolve("greeting.txt"), "hello");
    Files.writeString(
        folder.resolve("main.tf"),
        """
        variable "name" { default = "world" }
        data "external" "shouted" {
          program = ["sh", "-c", "sed s/name/shouted/"]
          query   = { name = var.name }
        }
        data "archive_file" "packed" {
          type        = "zip"
          source_file = "${path.module}/greeting.txt"
          output_path = "${path.module}/packed.zip"
        }
        resource "null_resource" "sent" {
          triggers = {
            name    = var.name
            content = data.archive_file.packed.output_sha
          }
          provisioner "local-exec" {
            command = "echo ${self.id} >> sent"
          }
        }
        data "null_data_source" "later" {
          inputs = { sent = null_resource.sent.id }
        }
        output "later" { value = data.null_data_source.later.outputs["sent"] }
        output "size"  { value = data.archive_file.packed.output_size }
        """);
    run(0, "init");
    run(0, "validate");
    CommandRun apply = run(0, "apply", "-auto-approve");
    assertThat(apply.output()).contains("1 added, 0 changed, 0 destroyed");
    try (ZipFile packed = new ZipFile(folder.resolve("packed.zip").toFile())) {
      assertThat(packed.getEntry("greeting.txt")).isNotNull();
    }
    String id = Files.readString(folder.resolve("sent")).strip();
    assertThat(apply.output()).contains("later = \"" + id + "\"");
    run(0, "plan", "-detailed-exitcode");

    Files.writeString(folder.resolve("greeting.txt"), "good evening");
    CommandRun replaced = run(0, "apply", "-auto-approve");
    assertThat(replaced.output()).contains("forces replacement", "1 added, 0 changed, 1 destroyed");
    run(0, "plan", "-detailed-exitcode");
    run(0, "destroy", "-auto-approve");
    assertThat(run(0, "state", "list").output()).isBlank();
  }

  @Test
  void tellWhatIsWrongAsNewOnesDo() throws IOException {
    RealProviders.require("external");
    Files.writeString(
        folder.resolve("main.tf"),
        """
        data "external" "broken" {
          program = ["sh", "-c", "echo no such thing >&2; exit 3"]
        }
        """);
    run(0, "init");
    CommandRun plan = run(1, "plan");
    assertThat(plan.errors()).contains("no such thing", "data.external.broken", "main.tf line 1");
  }

  private CommandRun run(int exitCode, String... words) throws IOException {
    CommandRun run = CommandRun.of(folder, "", RealProviders.environment(folder), words);
    assertThat(run.exitCode()).as(run.output() + run.errors()).isEqualTo(exitCode);
    return run;
  }
}
