package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.engine.state.CheckResult;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Severity;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks with a data source of their own, and how conditions come out.
class ChecksTest {
  private static final String CHECK =
      """
      check "health" {
        data "test_object" "probe" {
          name = "probe%s"
        }
        assert {
          condition     = data.test_object.probe.id == "%s"
          error_message = "found ${data.test_object.probe.id}"
        }
      }
      """;
  private static final String OBJECT =
      """
      resource "test_object" "a" {
        name = "a"
      }
      """;

  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  private List<String> results() {
    List<CheckResult> results = scenario.state().checkResults();
    return results == null
        ? List.of()
        : results.stream()
            .flatMap(result -> result.objects().stream())
            .map(each -> each.address() + " " + each.status() + " " + each.failureMessages())
            .toList();
  }

  @Test
  void aCheckReadsItsDataWhilePlanning() {
    scenario.write(CHECK.formatted("", "data"));
    assertThat(scenario.plan().isEmpty()).isTrue();
    assertThat(scenario.recording().takeLog()).containsExactly("read probe");
    scenario.apply();
    assertThat(results()).containsExactly("check.health PASS []");
  }

  @Test
  void aFailedAssertionOnlyWarns() {
    scenario.write(CHECK.formatted("", "other"));
    RunResult result = scenario.tryApply(PlanOptions.NORMAL);
    assertThat(result.diagnostics())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.severity()).isEqualTo(Severity.WARNING);
          assertThat(each.detail()).isEqualTo("found data");
        });
    assertThat(results()).containsExactly("check.health FAIL [found data]");
  }

  @Test
  void dataThatCannotBeReadOnlyWarns() {
    scenario.recording().failing().add("probe");
    Plan plan = scenario.write(OBJECT + CHECK.formatted("", "data")).plan();
    assertThat(plan.diagnostics())
        .extracting(Diagnostic::severity, Diagnostic::summary)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Severity.WARNING, "Not there"));
    scenario.tryApply(PlanOptions.NORMAL);
    assertThat(results()).containsExactly("check.health FAIL [Not there]");
    assertThat(scenario.recording().takeLog()).contains("create a");
  }

  @Test
  void dataIsReadAgainAfterTheChanges() {
    scenario.write(OBJECT + CHECK.formatted("", "data"));
    assertThat(Scenario.actions(scenario.plan()))
        .containsExactly("data.test_object.probe read", "test_object.a create");
    scenario.recording().takeLog();
    scenario.apply();
    assertThat(scenario.recording().takeLog())
        .containsExactly("read probe", "create a", "read probe");
    assertThat(Scenario.actions(scenario.plan())).isEmpty();
  }

  @Test
  void dataWhoseConfigurationIsNotKnownIsReadAtTheEnd() {
    scenario.write(OBJECT + CHECK.formatted(" of ${test_object.a.id}", "data"));
    scenario.apply();
    assertThat(scenario.recording().takeLog()).containsExactly("create a", "read probe of a-1-");
    assertThat(results()).containsExactly("check.health PASS []");
  }

  @Test
  void theStateKeepsHowConditionsCameOut() {
    scenario
        .with("v", Value.of("x"))
        .write(
            """
            variable "v" {
              type = string
              validation {
                condition     = length(var.v) == 1
                error_message = "one letter"
              }
            }
            resource "test_object" "a" {
              count = 2
              name  = "a${count.index}"
              lifecycle {
                postcondition {
                  condition     = self.id != ""
                  error_message = "no id"
                }
              }
            }
            output "o" {
              value = var.v
              precondition {
                condition     = test_object.a[0].id != ""
                error_message = "no id"
              }
            }
            """);
    scenario.apply();
    assertThat(results())
        .containsExactly(
            "output.o PASS []",
            "test_object.a[0] PASS []",
            "test_object.a[1] PASS []",
            "var.v PASS []");
  }

  @Test
  void aPreconditionThatOnlyTheRunCanTellStopsIt() {
    scenario.write(
        OBJECT
            + """
            resource "test_object" "b" {
              name = "b"
              lifecycle {
                precondition {
                  condition     = test_object.a.id == "another"
                  error_message = "not another"
                }
              }
            }
            """);
    RunResult result = scenario.tryApply(PlanOptions.NORMAL);
    assertThat(result.diagnostics())
        .extracting(Diagnostic::summary)
        .containsExactly("Resource precondition failed");
    assertThat(scenario.recording().takeLog()).containsExactly("create a");
  }
}
