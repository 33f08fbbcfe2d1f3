package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.engine.state.StateFile;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ephemeral resources and values, and the write-only attributes that take them.
class EphemeralTest {
  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  private static List<String> summaries(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::summary).toList();
  }

  private String storedText() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      StateFile.write(scenario.state(), out, StateFile.Layout.COMPACT);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static final String SESSION_IN_A_TOKEN =
      """
      ephemeral "test_session" "s" {
        name = "s"
      }
      resource "test_object" "a" {
        name  = "a"
        token = ephemeral.test_session.s.secret
      }
      """;

  @Test
  void opensInEachPhaseAndClosesAtItsEnd() {
    scenario.write(SESSION_IN_A_TOKEN).plan();
    assertThat(scenario.recording().takeLog()).containsExactly("open s", "close s");
    scenario.apply();
    assertThat(scenario.recording().takeLog())
        .containsExactly("open s", "close s", "open s", "create a", "close s");
  }

  @Test
  void givesTheProviderWhatNothingElseKeeps() {
    scenario.write(SESSION_IN_A_TOKEN).apply();
    assertThat(scenario.recording().tokens()).containsExactly("secret of s");
    assertThat(storedText()).doesNotContain("secret of s").doesNotContain("test_session");
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void opensOnlyWhatIsNeededToApply() {
    scenario.write(SESSION_IN_A_TOKEN).apply();
    scenario.recording().takeLog();
    scenario.apply();
    // There was nothing to apply, so only the plan opened it.
    assertThat(scenario.recording().takeLog()).containsExactly("open s", "close s");
  }

  @Test
  void waitsUntilItsConfigurationIsKnown() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "a"
        }
        ephemeral "test_session" "s" {
          name = "s of ${test_object.a.id}"
        }
        resource "test_object" "b" {
          name  = "b"
          token = ephemeral.test_session.s.secret
        }
        """);
    scenario.apply();
    assertThat(scenario.recording().takeLog())
        .containsExactly("create a", "open s of a-1-", "create b", "close s of a-1-");
    assertThat(scenario.recording().tokens()).containsExactly("", "secret of s of a-1-");
  }

  @Test
  void waitsForWhatItDependsOn() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "a"
        }
        ephemeral "test_session" "s" {
          name       = "s"
          depends_on = [test_object.a]
        }
        resource "test_object" "b" {
          name  = "b"
          token = ephemeral.test_session.s.secret
        }
        """);
    scenario.apply();
    assertThat(scenario.recording().takeLog())
        .containsExactly("create a", "open s", "create b", "close s");
    assertThat(scenario.plan().isEmpty()).isTrue();
    assertThat(scenario.recording().takeLog()).containsExactly("open s", "close s");
  }

  @Test
  void waitsForChangesOfWhatAnArgumentNames() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "a"
        }
        ephemeral "test_session" "s" {
          name = "s of ${test_object.a.name}"
        }
        """);
    scenario.plan();
    assertThat(scenario.recording().takeLog()).isEmpty();
    scenario.apply();
    scenario.recording().takeLog();
    scenario.plan();
    assertThat(scenario.recording().takeLog()).contains("open s of a");
  }

  @Test
  void closesInTheReverseOrder() {
    scenario.write(
        """
        ephemeral "test_session" "inner" {
          for_each = toset(["x"])
          name     = "inner ${each.key} ${ephemeral.test_session.outer[0].name}"
        }
        ephemeral "test_session" "outer" {
          count = 1
          name  = "outer"
        }
        """);
    scenario.plan();
    assertThat(scenario.recording().takeLog())
        .containsExactly("open outer", "open inner x outer", "close inner x outer", "close outer");
  }

  @Test
  void isRenewedWhenItsTimeHasCome() {
    scenario.recording().shortLived().add("s");
    scenario.write(
        """
        ephemeral "test_session" "s" {
          name = "s"
        }
        data "test_object" "d" {
          name       = "after renewal"
          depends_on = [ephemeral.test_session.s]
        }
        """);
    scenario.plan();
    assertThat(scenario.recording().takeLog())
        .containsExactly("open s", "renew s", "read after renewal", "close s");
  }

  @Test
  void isClosedAfterAFailureToo() {
    scenario.write(SESSION_IN_A_TOKEN);
    scenario.recording().failing().add("a");
    RunResult result = scenario.tryApply(PlanOptions.NORMAL);
    assertThat(summaries(result.diagnostics())).containsExactly("No luck");
    assertThat(scenario.recording().takeLog()).endsWith("fail a", "close s");
  }

  @Test
  void isClosedAfterAnInterruptionToo() {
    scenario.write(
        """
        ephemeral "test_session" "s" {
          name = "s"
        }
        data "test_object" "first" {
          name       = "first"
          depends_on = [ephemeral.test_session.s]
        }
        data "test_object" "second" {
          name       = "second"
          depends_on = [data.test_object.first]
        }
        """);
    scenario.cancelledWhen(
        () -> scenario.events().stream().anyMatch(each -> each instanceof Event.ReadCompleted));
    assertThat(summaries(scenario.plan().diagnostics())).containsExactly("Interrupted");
    assertThat(scenario.recording().takeLog()).containsExactly("open s", "read first", "close s");
  }

  @Test
  void reportsWhatCannotBeClosed() {
    scenario.write(SESSION_IN_A_TOKEN);
    scenario.recording().failing().add("s");
    assertThat(summaries(scenario.plan().diagnostics())).containsExactly("Stuck");
  }

  @Test
  void checksConditionsAround() {
    scenario.write(
        """
        ephemeral "test_session" "s" {
          name = "s"
          lifecycle {
            postcondition {
              condition     = self.secret == "another"
              error_message = "not ${self.secret}"
            }
          }
        }
        """);
    Plan plan = scenario.plan();
    assertThat(summaries(plan.diagnostics()))
        .containsExactlyInAnyOrder(
            "Error message refers to sensitive values", "Resource postcondition failed");
    assertThat(plan.diagnostics().toString()).doesNotContain("secret of s");
  }

  @Test
  void isThereToDestroyWith() {
    scenario.write(
        """
        ephemeral "test_session" "s" {
          name = "s"
        }
        resource "terraform_data" "a" {
          input = ephemeralasnull(ephemeral.test_session.s.secret)
        }
        """);
    scenario.apply();
    scenario.recording().takeLog();
    assertThat(scenario.apply(PlanOptions.NORMAL.withMode(PlanMode.DESTROY)).destroyed())
        .isEqualTo(1);
    assertThat(scenario.recording().takeLog()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resource "test_object" "x" { name = %s }                       | Ephemeral value used in non-ephemeral context
          resource "test_object" "x" {\\n name = "x"\\n value = { a = [%s] } } | Ephemeral value used in non-ephemeral context
          data "test_object" "x" { name = %s }                           | Ephemeral value used in non-ephemeral context
          output "x" { value = %s }                                      | Output does not allow ephemeral value
          resource "terraform_data" "x" { count = length(%s) }           | Invalid count argument
          resource "terraform_data" "x" { for_each = toset([%s]) }       | Invalid for_each argument
          resource "terraform_data" "x" { input = %s }                   | Ephemeral value used in non-ephemeral context
          locals { y = %s }\\noutput "x" { value = upper(local.y) }       | Output does not allow ephemeral value
          """)
  void isRefusedWhereItWouldBeKept(String block, String summary) {
    for (String source : List.of("var.v", "ephemeral.test_session.s.name")) {
      scenario
          .with("v", Value.of("secret"))
          .write(
              """
              variable "v" {
                type      = string
                ephemeral = true
              }
              ephemeral "test_session" "s" {
                name = "s"
              }
              """
                  + block
                      .formatted(source)
                      .replace("\\n", "\n")
                      .replace("{ ", "{\n")
                      .replace(" }", "\n}"));
      assertThat(summaries(scenario.plan().diagnostics())).containsExactly(summary);
    }
  }

  @Test
  void whetherThisIsAnApplyIsEphemeral() {
    scenario.write(
        """
        resource "test_object" "a" {
          name  = "a"
          token = terraform.applying ? "applied" : "planned"
        }
        """);
    scenario.apply();
    assertThat(scenario.recording().tokens()).containsExactly("applied");
    scenario.write("output \"o\" {\n  value = tofu.applying\n}\n");
    assertThat(summaries(scenario.plan().diagnostics()))
        .containsExactly("Output does not allow ephemeral value");
  }

  @Test
  void aWriteOnlyAttributeCanForceANewObject() {
    scenario
        .write("resource \"test_object\" \"a\" {\n  name = \"a\"\n  token = \"one\"\n}")
        .apply();
    scenario.write("resource \"test_object\" \"a\" {\n  name = \"a\"\n  token = \"two\"\n}");
    assertThat(scenario.plan().isEmpty()).isTrue();
    scenario.write("resource \"test_object\" \"a\" {\n  name = \"a\"\n  token = \"rotate\"\n}");
    assertThat(Scenario.actions(scenario.plan()))
        .containsExactly("test_object.a delete_then_create");
    scenario.apply();
    assertThat(scenario.recording().tokens()).containsExactly("one", "rotate");
  }

  @Test
  void aProviderMayNotGiveAWriteOnlyAttributeBack() {
    scenario.write(SESSION_IN_A_TOKEN);
    scenario.recording().leaking().add("a");
    RunResult result = scenario.tryApply(PlanOptions.NORMAL);
    assertThat(summaries(result.diagnostics()))
        .containsExactly("Provider returned a write-only attribute");
    assertThat(storedText()).doesNotContain("secret of s").contains("tainted");
  }
}
