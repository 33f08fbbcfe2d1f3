package dev.holdfast.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What real signals do to `test`: nothing that was made is forgotten.
class InterruptedTestsTest {
  private static final int INTERRUPTED = 130;
  private static final int KILLED = 137;

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
                variable "name" {
                  default = "one"
                }
                resource "file_object" "it" {
                  name = var.name
                }
                resource "file_object" "first" {
                  name = "first"
                }
                """)
            .write(
                "it.tftest.hcl",
                """
                run "one" {}
                run "two" {
                  state_key = "other"
                  variables {
                    name = "held"
                  }
                }
                run "three" {}
                """);
    project.hold();
  }

  @Test
  void oneSignalFinishesTheRunSkipsTheOthersAndDestroysEverything() throws Exception {
    RunningProject.Running test = project.start("test").until("held");
    test.signal("INT").says("Interrupt received");
    project.release();
    test.ends(1);
    assertThat(project.output())
        .contains("run \"one\"... pass", "run \"three\"... skip", "1 skipped");
    assertThat(project.objects()).isEmpty();
    assertThat(project.file(".terraform/test-runs")).isEmptyDirectory();
  }

  @Test
  void theSecondStopsAtOnceAndTheNextTestTellsWhatIsLeft() throws Exception {
    project
        .start("test")
        .until("held")
        .signal("INT")
        .says("Interrupt received")
        .signal("INT")
        .ends(INTERRUPTED);
    assertThat(project.output())
        .contains("Objects are left behind", "file_object.first", "file_object.it");
    assertThatTheNextTestTellsWhatIsLeftAndHowToDestroyIt();
  }

  @Test
  void whatAKilledTestHasMadeIsFoundByTheNextOne() throws Exception {
    project.start("test").until("held").signal("KILL").ends(KILLED);
    assertThatTheNextTestTellsWhatIsLeftAndHowToDestroyIt();
  }

  private void assertThatTheNextTestTellsWhatIsLeftAndHowToDestroyIt() throws Exception {
    project.release();
    forgetWhatHasBegun();
    assertThat(project.objects()).contains("one", "first");
    String told = project.run(0, "test");
    assertThat(told)
        .contains("An earlier test was cut off")
        .contains("  - file_object.first\n")
        .contains("  - file_object.it\n")
        .contains("These were being made and may exist")
        .contains("Success! 3 passed");
    assertThat(project.objects()).contains("one", "first");

    for (String name : new String[] {"it.tftest.hcl", "it.tftest.hcl-2"}) {
      Path state = project.file(".terraform/test-runs/" + name + "/terraform.tfstate");
      assertThat(told.replaceAll("\\s", "")).contains("holdfastdestroy-state=" + state);
      project.run(0, "destroy", "-auto-approve", "-state=" + state);
    }
    assertThat(project.objects()).isEmpty();
    forgetWhatHasBegun();
    assertThat(project.run(0, "test")).doesNotContain("cut off");
    assertThat(project.file(".terraform/test-runs")).isEmptyDirectory();
  }

  private void forgetWhatHasBegun() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path each :
          files.filter(file -> file.getFileName().toString().startsWith("begun.")).toList()) {
        Files.delete(each);
      }
    }
  }
}
