package dev.holdfast.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What real signals do to a process that plans or applies, while a provider or a command hangs.
class InterruptionTest {
  private static final int INTERRUPTED = 130;

  @TempDir private Path folder;
  private RunningProject project;

  @BeforeEach
  void write() throws IOException {
    project =
        RunningProject.in(folder)
            .write(
                "main.tf",
                """
                PROVIDER
                resource "file_object" "first" {
                  name = "first"
                }
                resource "file_object" "held" {
                  name  = "held"
                  after = file_object.first.id
                }
                resource "file_object" "last" {
                  name  = "last"
                  after = file_object.held.id
                }
                """);
    project.hold();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void oneSignalFinishesWhatIsUnderWaySavesItAndFails(String signal) throws Exception {
    RunningProject.Running apply = project.start("apply", "-auto-approve").until("held");
    apply.signal(signal).says("Interrupt received");
    project.release();
    apply.ends(1);
    assertThat(project.objects()).containsExactly("first", "held");
    assertThat(project.file(".terraform.tfstate.journal")).doesNotExist();
    assertThat(project.run(0, "state", "list"))
        .contains("file_object.first", "file_object.held")
        .doesNotContain("file_object.last");
    assertThat(project.run(0, "apply", "-auto-approve")).contains("Resources: 1 added");
  }

  @Test
  void theSecondStopsAtOnceAndTheNextRunGoesOn() throws Exception {
    project
        .start("apply", "-auto-approve")
        .until("held")
        .signal("INT")
        .says("Interrupt received")
        .signal("INT")
        .ends(INTERRUPTED);
    assertThat(project.objects()).containsExactly("first");
    project.release();
    Files.delete(project.file("begun.held"));
    assertThat(project.run(0, "apply", "-auto-approve"))
        .contains("An earlier run was cut off", "An object may exist that the state does not know")
        .contains("Resources: 2 added");
    assertThat(project.objects()).containsExactly("first", "held", "last");
  }

  @Test
  void aPlanIsLeftAtOnceWithTheSecondSignal() throws Exception {
    project.release();
    project.run(0, "apply", "-auto-approve");
    project.hold();
    project
        .start("plan")
        .says("file_object.held: Refreshing state...")
        .signal("INT")
        .says("Interrupt received")
        .signal("INT")
        .ends(INTERRUPTED);
    project.release();
    assertThat(project.run(0, "plan", "-detailed-exitcode")).contains("No changes");
  }

  @Test
  void aCommandThatDoesNotListenIsEndedWithTheProcess() throws Exception {
    project.write(
        "main.tf",
        """
        resource "terraform_data" "a" {
          provisioner "local-exec" {
            command = "trap '' INT TERM; echo child=$$; sleep 300 & wait; wait"
          }
        }
        """);
    RunningProject.Running apply =
        project.start("apply", "-auto-approve").says("(local-exec): child=");
    String digits = project.output().replaceAll("(?s).*: child=(\\d+).*", "$1");
    Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(digits));
    apply.signal("INT").says("Interrupt received").signal("INT").ends(INTERRUPTED);
    child.ifPresent(
        each -> assertThat(each.onExit()).succeedsWithin(java.time.Duration.ofSeconds(10)));
    assertThat(project.run(0, "plan")).contains("terraform_data.a is tainted");
  }
}
