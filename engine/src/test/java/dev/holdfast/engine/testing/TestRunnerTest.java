package dev.holdfast.engine.testing;

import static dev.holdfast.engine.testing.TestedFolder.statuses;
import static dev.holdfast.engine.testing.TestedFolder.summaries;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunnerTest {
  private static final String OBJECT =
      """
      variable "name" {
        type    = string
        default = "a"

        validation {
          condition     = var.name != "forbidden"
          error_message = "That name is forbidden."
        }
      }

      resource "test_object" "one" {
        name = var.name
      }

      output "id" {
        value = test_object.one.id
      }
      """;

  @TempDir Path directory;
  private TestedFolder folder;

  @BeforeEach
  void begin() {
    folder = new TestedFolder(directory).write("main.tf", OBJECT);
  }

  private SuiteOutcome run(String tests) {
    return folder.write("main.tftest.hcl", tests).run();
  }

  @Test
  void runsGoOnFromOneStateAndEverythingIsDestroyedAtTheEnd() {
    SuiteOutcome outcome =
        run(
            """
            run "make" {
              assert {
                condition     = output.id == "a-1-" && test_object.one.name == "a"
                error_message = "not made"
              }
            }

            run "change" {
              variables {
                name = "b"
              }

              assert {
                condition     = test_object.one.id == run.make.id
                error_message = "made anew"
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("make PASS", "change PASS");
    assertThat(folder.provider().takeLog()).containsExactly("create a", "update b", "destroy b");
    assertThat(folder.provider().objects()).isEmpty();
  }

  private static final String COUNTED =
      """
      resource "test_object" "first" {
        name = "first"
      }
      resource "test_object" "counted" {
        count = length(test_object.first.id) > 0 ? 2 : 1
        name  = "counted"
      }
      """;

  @Test
  void anApplyGoesOnInWavesUntilNothingWaits() {
    folder.write("counted.tf", COUNTED);
    SuiteOutcome outcome =
        run(
            """
            run "make" {
              assert {
                condition     = length(test_object.counted) == 2
                error_message = "not all were made"
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("make PASS");
    assertThat(folder.provider().takeLog().stream().filter(each -> each.startsWith("create")))
        .hasSize(4);
  }

  @Test
  void aPlanTellsOfAllThatDoesNotWait() {
    folder.write("counted.tf", COUNTED);
    SuiteOutcome outcome =
        run(
            """
            run "known" {
              command = plan

              assert {
                condition     = test_object.first.name == "first"
                error_message = "another name"
              }
            }

            run "unknown" {
              command = plan

              assert {
                condition     = length(test_object.counted) == 2
                error_message = "not two"
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("known PASS", "unknown ERROR");
    assertThat(summaries(outcome)).containsExactly("Unknown condition value");
  }

  @Test
  void aPlanChangesNothing() {
    SuiteOutcome outcome =
        run(
            """
            run "plan" {
              command = plan

              assert {
                condition     = test_object.one.name == "a"
                error_message = "another name"
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("plan PASS");
    assertThat(folder.provider().takeLog()).isEmpty();
  }

  @Test
  void whatAPlanCannotTellIsAnError() {
    SuiteOutcome outcome =
        run(
            """
            run "plan" {
              command = plan

              assert {
                condition     = output.id == "a-1-"
                error_message = "another id"
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("plan ERROR");
    assertThat(summaries(outcome)).containsExactly("Unknown condition value");
  }

  @Test
  void aFailedAssertionLetsTheOthersRunButAnErrorDoesNot() {
    SuiteOutcome outcome =
        run(
            """
            run "fails" {
              assert {
                condition     = output.id == ""
                error_message = "has an id"
              }
            }

            run "errs" {
              assert {
                condition     = output.nothing == ""
                error_message = "never seen"
              }
            }

            run "skipped" {}
            """);
    assertThat(statuses(outcome)).containsExactly("fails FAIL", "errs ERROR", "skipped SKIP");
    assertThat(summaries(outcome))
        .containsExactly("Test assertion failed", "Reference to undeclared output value");
    assertThat(outcome.status()).isEqualTo(TestStatus.ERROR);
    assertThat(folder.provider().objects()).isEmpty();
  }

  @Test
  void expectedFailuresPassAndMissingOnesFail() {
    SuiteOutcome outcome =
        run(
            """
            run "expected" {
              command         = plan
              expect_failures = [var.name]
              variables {
                name = "forbidden"
              }
            }

            run "missing" {
              command         = plan
              expect_failures = [var.name]
            }

            run "too_early" {
              expect_failures = [var.name]
              variables {
                name = "forbidden"
              }
            }
            """);
    assertThat(statuses(outcome))
        .containsExactly("expected PASS", "missing FAIL", "too_early ERROR");
    assertThat(summaries(outcome))
        .containsExactly("Missing expected failure", "Expected failure while planning");
  }

  @Test
  void aCheckThatFailsOrStaysOpenFailsTheRunUnlessItIsExpectedTo() {
    folder.write(
        "check.tf",
        """
        check "no_id" {
          assert {
            condition     = test_object.one.id == ""
            error_message = "It has an id."
          }
        }
        """);
    SuiteOutcome outcome =
        run(
            """
            run "expected" {
              expect_failures = [check.no_id]
            }

            run "unexpected" {}
            """);
    assertThat(statuses(outcome)).containsExactly("expected PASS", "unexpected ERROR");
    assertThat(summaries(outcome)).containsExactly("Check block assertion failed");

    folder.write("other.tftest.hcl", "run \"open\" {\n  command = plan\n}\n");
    assertThat(summaries(folder.run())).contains("Check block assertion known after apply");
  }

  @Test
  void modulesOfRunsHaveStatesOfTheirOwnAndGoInReverseOrder() {
    folder.write(
        "setup/main.tf",
        """
        resource "test_object" "base" {
          name = "base"
        }

        output "name" {
          value = "from-${test_object.base.name}"
        }
        """);
    SuiteOutcome outcome =
        run(
            """
            run "setup" {
              module {
                source = "./setup"
              }
            }

            run "main" {
              variables {
                name = run.setup.name
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("setup PASS", "main PASS");
    assertThat(folder.provider().takeLog())
        .containsExactly("create base", "create from-base", "destroy from-base", "destroy base");
  }

  @Test
  void aStateKeySeparatesAndJoinsRuns() {
    SuiteOutcome outcome =
        run(
            """
            run "first" {
              state_key = "x"
            }

            run "second" {}

            run "third" {
              state_key = "x"
              variables {
                name = "c"
              }
            }
            """);
    assertThat(outcome.status()).isEqualTo(TestStatus.PASS);
    assertThat(folder.provider().takeLog())
        .containsExactly("create a", "create a", "update c", "destroy c", "destroy a");
  }

  @Test
  void laterVariablesCountMoreAndSeeEarlierOnes() {
    folder.withVariable("name=outside").withVariable("suffix=s");
    SuiteOutcome outcome =
        run(
            """
            variables {
              name = upper("${var.name}-${var.suffix}")
            }

            run "file" {
              assert {
                condition     = var.name == "OUTSIDE-s" || var.name == "OUTSIDE-S"
                error_message = var.name
              }
            }

            run "run" {
              variables {
                name = "${var.name}-run"
              }
              assert {
                condition     = var.name == "OUTSIDE-S-run" && var.suffix == "s"
                error_message = var.name
              }
            }
            """);
    assertThat(summaries(outcome)).isEmpty();
    assertThat(outcome.status()).isEqualTo(TestStatus.PASS);
  }

  @Test
  void whatCannotBeDestroyedIsReportedWithItsState() {
    folder.write(
        "setup/main.tf",
        """
        resource "test_object" "other" {
          name = "other"
          lifecycle {
            prevent_destroy = true
          }
        }
        """);
    SuiteOutcome outcome =
        run(
            """
            run "kept" {
              module {
                source = "./setup"
              }
            }

            run "make" {}
            """);
    assertThat(statuses(outcome)).containsExactly("kept PASS", "make PASS");
    assertThat(outcome.status()).isEqualTo(TestStatus.ERROR);
    LeftOver left = outcome.files().getFirst().leftOvers().getFirst();
    assertThat(left.run()).isEqualTo("kept");
    assertThat(left.objects())
        .extracting(object -> object.address().toString())
        .containsExactly("test_object.other");
    assertThat(left.diagnostics()).extracting(each -> each.summary()).isNotEmpty();
    assertThat(folder.provider().objects()).hasSize(1);
  }

  @Test
  void anApplyThatFailsHalfwayIsCleanedUp() {
    folder.write(
        "more.tf",
        """
        resource "test_object" "two" {
          name       = "stuck"
          depends_on = [test_object.one]
        }
        """);
    folder.provider().failing().add("stuck");
    SuiteOutcome outcome = run("run \"make\" {}\nrun \"never\" {}\n");
    assertThat(statuses(outcome)).containsExactly("make ERROR", "never SKIP");
    assertThat(folder.provider().takeLog()).containsExactly("create a", "fail stuck", "destroy a");
    assertThat(outcome.leavesObjects()).isFalse();
  }

  @Test
  void afterAnInterruptTheRestIsSkippedAndWhatWasMadeIsDestroyed() {
    folder.cancelAfter(1);
    SuiteOutcome outcome = run("run \"first\" {}\nrun \"second\" {}\n");
    assertThat(statuses(outcome)).containsExactly("first PASS", "second SKIP");
    assertThat(folder.provider().takeLog()).containsExactly("create a", "destroy a");
  }

  @Test
  void targetsMayPrecedeWhatDependsOnThem() {
    folder.write(
        "main.tf",
        """
        resource "test_object" "one" {
          name = "one"
        }

        resource "test_object" "each" {
          for_each = { (test_object.one.id) = "x" }
          name     = each.value
        }
        """);
    SuiteOutcome outcome =
        run(
            """
            run "first" {
              plan_options {
                target = [test_object.one]
              }
            }

            run "second" {}
            """);
    assertThat(statuses(outcome)).containsExactly("first PASS", "second PASS");
    assertThat(folder.provider().objects()).isEmpty();
  }

  @Test
  void aProviderOfTheFileCanUseVariablesAndEarlierRuns() {
    SuiteOutcome outcome =
        run(
            """
            provider "test" {}

            provider "test" {
              alias = "other"
            }

            run "by_name" {
              providers = {
                test = test.other
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("by_name PASS");
    assertThat(folder.provider().objects()).isEmpty();
  }

  @Test
  void eventsTellEverythingInOrder() {
    run("run \"only\" {}\n");
    assertThat(folder.events())
        .extracting(event -> event.getClass().getSimpleName())
        .isEqualTo(
            List.of(
                "SuiteStarted",
                "FileStarted",
                "RunStarted",
                "RunEnded",
                "TeardownStarted",
                "RunTeardownStarted",
                "FileEnded",
                "SuiteEnded"));
  }

  @Test
  void aRunCanLeaveThingsOutOfItsPlan() {
    folder.write(
        "main.tf",
        """
        resource "test_object" "one" {
          name = "one"
        }

        resource "test_object" "two" {
          name = "two"
        }
        """);
    SuiteOutcome outcome =
        run(
            """
            run "first" {
              plan_options {
                exclude = [test_object.two]
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("first PASS");
    assertThat(folder.provider().takeLog()).contains("create one").doesNotContain("create two");
  }

  @Test
  void ofTwoRunsOfOneNameTheLaterOneIsMeant() {
    folder.write(
        "main.tf",
        """
        variable "a" {
          default = 1
        }

        output "a" {
          value = var.a
        }
        """);
    SuiteOutcome outcome =
        run(
            """
            run "a" {}
            run "a" {
              variables {
                a = 2
              }
            }
            run "b" {
              assert {
                condition     = run.a.a == 2
                error_message = "the first"
              }
            }
            """);
    assertThat(statuses(outcome)).containsExactly("a PASS", "a PASS", "b PASS");
  }

  @Test
  void aFailedAssertionTellsWhatWasCompared() {
    folder.write("main.tf", "output \"a\" {\n  value = 1\n}\n");
    SuiteOutcome outcome =
        run(
            """
            run "a" {
              assert {
                condition     = output.a == 2
                error_message = "not two"
              }
            }
            """);
    assertThat(outcome.files().getFirst().runs().getFirst().diagnostics().getFirst().notes())
        .extracting(note -> note.reference() + " " + note.statement())
        .containsExactly("output.a is 1");
  }
}
