package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionersTest {
  @TempDir private Path folder;

  private void write(String provisioners) throws IOException {
    configure("resource \"terraform_data\" \"a\" {\n  input = \"in\"\n" + provisioners + "}\n");
  }

  private void configure(String text) throws IOException {
    Files.writeString(folder.resolve("main.tf"), text);
  }

  private CommandRun apply(String... more) {
    return run("apply", more);
  }

  private CommandRun run(String command, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = command;
    words[1] = "-auto-approve";
    words[2] = "-no-color";
    System.arraycopy(more, 0, words, 3, more.length);
    return CommandRun.of(folder, words);
  }

  private String state() throws IOException {
    return Files.readString(folder.resolve("terraform.tfstate"));
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  @Test
  void runsACommandWhenAnObjectWasCreated() throws IOException {
    write(
        """
          provisioner "local-exec" {
            command     = "echo $GREETING ${self.output}; echo problem >&2"
            environment = { GREETING = "hello" }
          }
        """);
    CommandRun apply = apply();
    assertThat(apply.errors()).isEmpty();
    assertThat(apply.output())
        .contains(
            """
            terraform_data.a: Provisioning with 'local-exec'...
            terraform_data.a (local-exec): Executing: ["/bin/sh" "-c" "echo $GREETING in; echo problem >&2"]
            terraform_data.a (local-exec): hello in
            terraform_data.a (local-exec): problem
            """);
    assertThat(state()).doesNotContain("tainted");
    assertThat(apply().output()).contains("No changes").doesNotContain("Provisioning");
  }

  @Test
  void aFailureTaintsTheObjectSoThatItIsMadeAnew() throws IOException {
    write(
        """
          provisioner "local-exec" {
            command = "echo output; exit 3"
          }
          provisioner "local-exec" {
            command = "echo never"
          }
        """);
    CommandRun apply = apply();
    assertThat(apply.exitCode()).isOne();
    assertThat(apply.errors())
        .contains(
            "local-exec provisioner error", "Error running command 'echo output; exit 3': exit");
    assertThat(apply.output()).doesNotContain("never");
    assertThat(state()).contains("\"status\": \"tainted\"");
    assertThat(CommandRun.of(folder, "plan", "-no-color").output())
        .contains("is tainted, so it must be replaced");
  }

  @Test
  void aFailureThatDoesNotMatterIsAWarning() throws IOException {
    write(
        """
          provisioner "local-exec" {
            command    = "exit 3"
            on_failure = continue
          }
          provisioner "local-exec" {
            command = "echo after"
          }
        """);
    CommandRun apply = apply();
    assertThat(apply.exitCode()).isZero();
    assertThat(apply.output()).contains("(local-exec): after", "Warning: local-exec provisioner");
    assertThat(state()).doesNotContain("tainted");
  }

  @Test
  void whatASensitiveValueIsInIsNotShown() throws IOException {
    write(
        """
          provisioner "local-exec" {
            command = "echo ${sensitive("geheim")}; exit 1"
          }
        """);
    CommandRun apply = apply();
    assertThat(apply.output()).contains("(output suppressed due to sensitive value in config)");
    assertThat(apply.output() + apply.errors()).doesNotContain("echo geheim");
    assertThat(apply("-json").output()).doesNotContain("geheim");
  }

  @Test
  void quietHidesTheCommandOnly() throws IOException {
    write(
        """
          provisioner "local-exec" {
            command = "echo $((40 + 2))"
            quiet   = true
          }
        """);
    assertThat(apply().output())
        .contains("local-exec: Executing: Suppressed by quiet=true", "(local-exec): 42")
        .doesNotContain("40 + 2");
  }

  @Test
  void runsInAFolderByAnInterpreter() throws IOException {
    Files.createDirectory(file("sub"));
    write(
        """
          provisioner "local-exec" {
            command     = "echo $0 $(pwd)"
            working_dir = "%s"
            interpreter = ["/bin/bash", "-e", "-c"]
          }
        """
            .formatted(file("sub")));
    assertThat(apply().output()).contains("(local-exec): /bin/bash " + file("sub"));
  }

  @Test
  void destroyProvisionersRunBeforeAndCanPreventIt() throws IOException {
    write(
        """
          provisioner "local-exec" {
            when    = destroy
            command = "test -e %s && echo leaving ${self.output}"
          }
        """
            .formatted(file("allowed")));
    assertThat(apply().output()).doesNotContain("Provisioning");
    CommandRun refused = run("destroy");
    assertThat(refused.exitCode()).isOne();
    assertThat(state()).contains("terraform_data");
    Files.createFile(file("allowed"));
    CommandRun destroy = run("destroy");
    assertThat(destroy.errors()).isEmpty();
    assertThat(destroy.output()).contains("(local-exec): leaving in");
  }

  @Test
  void destroyProvisionersKnowWhichInstanceTheyAreFor() throws IOException {
    String resource =
        """
        resource "terraform_data" "a" {
          for_each = toset(%s)
          provisioner "local-exec" {
            when    = destroy
            command = "echo key ${each.key}"
          }
        }
        """;
    configure(resource.formatted("[\"x\", \"y\"]"));
    apply();
    configure(resource.formatted("[\"x\"]"));
    assertThat(apply().output())
        .contains("terraform_data.a[\"y\"] (local-exec): key y")
        .doesNotContain("key x");
  }

  @Test
  void removedBlocksHaveDestroyProvisionersToo() throws IOException {
    write("");
    apply();
    configure(
        """
        removed {
          from = terraform_data.a
          lifecycle {
            destroy = true
          }
          provisioner "local-exec" {
            when    = destroy
            command = "echo goodbye ${self.output}"
          }
        }
        """);
    assertThat(apply().output()).contains("terraform_data.a (local-exec): goodbye in");
    assertThat(state()).doesNotContain("terraform_data");
  }

  @Test
  void mistakesShowBeforeAnythingRuns() throws IOException {
    write("  provisioner \"local-exce\" {}\n");
    assertThat(CommandRun.of(folder, "validate").errors())
        .contains("Unknown provisioner", "local-exec");
    assertThat(CommandRun.of(folder, "plan").errors()).contains("Unknown provisioner");
    write("  provisioner \"local-exec\" {\n    comand = \"x\"\n  }\n");
    assertThat(CommandRun.of(folder, "plan").errors()).contains("Unsupported argument");
  }

  @Test
  void whatACommandLeavesRunningIsNotWaitedFor() throws IOException {
    write(
        "  provisioner \"local-exec\" {\n    command = \"sleep 300 & echo $! > %s\"\n  }\n"
            .formatted(file("pid")));
    assertThat(apply().exitCode()).isZero();
    long pid = Long.parseLong(Files.readString(file("pid")).strip());
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void programsHearOfProvisioners() throws IOException {
    write("  provisioner \"local-exec\" {\n    command = \"echo hi\"\n  }\n");
    List<String> lines =
        apply("-json").output().lines().filter(line -> line.contains("\"provision")).toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).contains("\"type\":\"provision_start\"");
    assertThat(lines.get(2))
        .contains(
            "\"@message\":\"terraform_data.a: (local-exec): hi\"",
            "\"provisioner\":\"local-exec\",\"output\":\"hi\"",
            "\"type\":\"provision_progress\"");
    assertThat(lines.get(3)).contains("\"type\":\"provision_complete\"");
  }

  @Test
  void aProvisionerWaitsForWhatItRefersTo() throws IOException {
    configure(
        """
        resource "terraform_data" "a" {
          provisioner "local-exec" {
            command = "echo second ${terraform_data.b.output}"
          }
        }
        resource "terraform_data" "b" {
          input = "first"
          provisioner "local-exec" {
            command = "sleep 0.2; echo ${self.output}"
          }
        }
        """);
    CommandRun apply = apply();
    assertThat(apply.errors()).isEmpty();
    assertThat(apply.output())
        .containsSubsequence("terraform_data.b (local-exec): first", "second first");
  }
}
