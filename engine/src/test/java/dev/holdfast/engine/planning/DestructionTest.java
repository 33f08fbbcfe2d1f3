package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.run.RunResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestructionTest {
  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  @Test
  void destroysInTheReverseOrder() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "a"
        }
        resource "test_object" "b" {
          name  = "b"
          value = test_object.a.id
        }
        resource "test_object" "c" {
          name       = "c"
          depends_on = [test_object.b]
        }
        """);
    scenario.apply();
    scenario.recording().takeLog();
    RunResult result = scenario.apply(PlanOptions.NORMAL.withMode(PlanMode.DESTROY));
    assertThat(scenario.recording().takeLog())
        .containsExactly("destroy c", "destroy b", "destroy a");
    assertThat(result.destroyed()).isEqualTo(3);
    assertThat(scenario.state().instances()).isEmpty();
  }

  @Test
  void destroysEvenWhatABrokenExpressionRefersToAndTwice() {
    scenario.write(
        """
        resource "test_object" "a" { name = "a" }
        output "a" {
          value = upper(test_object.a.id)
        }
        """);
    scenario.apply();
    PlanOptions destroy = PlanOptions.NORMAL.withMode(PlanMode.DESTROY);
    assertThat(scenario.apply(destroy).destroyed()).isEqualTo(1);
    assertThat(scenario.plan(destroy).isEmpty()).isTrue();
    assertThat(scenario.apply(destroy).destroyed()).isZero();
  }

  @Test
  void refusesToDestroyWhatIsProtected() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "a"
          lifecycle {
            prevent_destroy = true
          }
        }
        """);
    scenario.apply();
    Plan plan = scenario.plan(PlanOptions.NORMAL.withMode(PlanMode.DESTROY));
    assertThat(plan.diagnostics())
        .anyMatch(each -> each.summary().equals("Instance cannot be destroyed"));
  }
}
