package dev.holdfast.engine.testing;

import static dev.holdfast.engine.testing.TestedFolder.statuses;
import static dev.holdfast.engine.testing.TestedFolder.summaries;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelRunsTest {
  @TempDir Path directory;
  private TestedFolder folder;

  @BeforeEach
  void begin() {
    folder =
        new TestedFolder(directory)
            .write(
                "main.tf",
                """
                variable "name" {
                  default = "a"
                }

                resource "test_object" "one" {
                  name = var.name
                }

                output "name" {
                  value = test_object.one.name
                }
                """);
  }

  private SuiteOutcome run(String tests) {
    return folder.write("main.tftest.hcl", tests).run();
  }

  /// The most changes that were under way at one time, when each waits a moment for another.
  private AtomicInteger countMeetings() {
    AtomicInteger meetings = new AtomicInteger();
    CyclicBarrier barrier = new CyclicBarrier(2, meetings::incrementAndGet);
    folder
        .provider()
        .pauseBeforeChanges(() -> {
          try {
            barrier.await(100, TimeUnit.MILLISECONDS);
          } catch (TimeoutException | BrokenBarrierException alone) {
            barrier.reset();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
    return meetings;
  }

  /// Lets the first two changes go on only when both are under way: else the test fails.
  private void requireTwoAtOnce() {
    CyclicBarrier barrier = new CyclicBarrier(2);
    AtomicInteger changes = new AtomicInteger();
    folder
        .provider()
        .pauseBeforeChanges(() -> {
          if (changes.incrementAndGet() > 2) {
            return;
          }
          try {
            barrier.await(1, TimeUnit.MINUTES);
          } catch (BrokenBarrierException | InterruptedException | TimeoutException stopped) {
            throw new IllegalStateException(stopped);
          }
        });
  }

  @Test
  void runsThatShareNothingAreDoneAtTheSameTime() {
    requireTwoAtOnce();
    SuiteOutcome outcome =
        run(
            """
            test {
              parallel = true
            }

            run "first" {
              variables {
                name = "x"
              }
              assert {
                condition     = output.name == "x"
                error_message = "not x"
              }
            }

            run "second" {
              state_key = "other"
              variables {
                name = "y"
              }
              assert {
                condition     = output.name == "y"
                error_message = "not y"
              }
            }
            """);
    assertThat(summaries(outcome)).isEmpty();
    assertThat(statuses(outcome)).containsExactly("first PASS", "second PASS");
    assertThat(folder.provider().objects()).isEmpty();
  }

  @Test
  void runsThatShareAStateOrNeedEachOtherOrDoNotAgreeWait() {
    AtomicInteger meetings = countMeetings();
    SuiteOutcome outcome =
        run(
            """
            run "first" {
              parallel = true
            }

            run "same_state" {
              parallel = true
              variables {
                name = "b"
              }
            }

            run "needs_first" {
              parallel  = true
              state_key = "c"
              variables {
                name = "after ${run.same_state.name}"
              }
              assert {
                condition     = output.name == "after b"
                error_message = output.name
              }
            }

            run "alone" {
              state_key = "d"
            }

            run "after" {
              parallel  = true
              state_key = "e"
            }
            """);
    assertThat(summaries(outcome)).isEmpty();
    assertThat(statuses(outcome))
        .containsExactly(
            "first PASS", "same_state PASS", "needs_first PASS", "alone PASS", "after PASS");
    assertThat(meetings).hasValue(0);
    assertThat(folder.provider().objects()).isEmpty();
  }

  @Test
  void aFaultSkipsWhatHasNotBegun() {
    folder.provider().failing().add("bad");
    SuiteOutcome outcome =
        run(
            """
            run "first" {
              parallel = true
              variables {
                name = "bad"
              }
            }

            run "beside" {
              parallel  = true
              state_key = "other"
            }

            run "last" {}
            """);
    assertThat(statuses(outcome)).contains("first ERROR", "last SKIP");
    assertThat(folder.provider().objects()).isEmpty();
  }

  @Test
  void whatWasMadeLastIsDestroyedFirst() {
    run(
        """
        run "first" {}

        run "second" {
          state_key = "other"
          variables {
            name = "b"
          }
        }
        """);
    assertThat(folder.provider().takeLog())
        .containsSubsequence(List.of("create a", "create b", "destroy b", "destroy a"));
  }
}
