package dev.holdfast.engine.planning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingDataTest {
  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  @Test
  void readsDataThatDependsOnAModuleAfterItsChanges() throws java.io.IOException {
    Files.createDirectories(directory.resolve("child"));
    Files.writeString(
        directory.resolve("child/main.tf"),
        """
        variable "kind" {}
        resource "test_object" "inner" {
          name = "inner"
          kind = var.kind
        }
        """);
    String template =
        """
        module "child" {
          source = "./child"
          kind   = "%s"
        }
        data "test_object" "d" {
          name       = "d"
          depends_on = [module.child]
        }
        """;
    scenario.write(template.formatted("x")).apply();
    assertThat(scenario.recording().takeLog()).containsExactly("create inner", "read d");
    assertThat(scenario.plan().isEmpty()).isTrue();
    assertThat(scenario.recording().takeLog()).containsExactly("read d");
    scenario.write(template.formatted("y")).apply();
    assertThat(scenario.recording().takeLog())
        .containsExactly("destroy inner", "create inner", "read d");
  }

  @Test
  void readsDataOnlyOnceItsConfigurationIsKnown() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "a"
        }
        data "test_object" "early" {
          name = "early"
        }
        data "test_object" "late" {
          name  = "late"
          value = test_object.a.id
        }
        output "late" {
          value = data.test_object.late.value
        }
        """);
    assertThat(Scenario.actions(scenario.plan()))
        .containsExactly("data.test_object.late read", "test_object.a create");
    assertThat(scenario.recording().takeLog()).containsExactly("read early");
    RunResult result = scenario.apply();
    assertThat(scenario.recording().takeLog())
        .containsExactly("read early", "create a", "read late");
    assertThat(requireNonNull(result.outputs().get("late")).value()).isEqualTo(Value.of("a-1-"));
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void waitsWithReadingForChangesOfWhatAnArgumentNames() {
    scenario.write(
        """
        resource "test_object" "a" {
          for_each = toset(["x", "y"])
          name     = each.key
        }
        resource "test_object" "single" {
          name = "single"
        }
        locals {
          name = test_object.single.name
        }
        data "test_object" "one" {
          name = test_object.a["x"].name
        }
        data "test_object" "all" {
          name = join(",", [for each in test_object.a : each.name])
        }
        data "test_object" "counted" {
          count = length(test_object.single.name)
          name  = "counted"
        }
        data "test_object" "indirect" {
          name = local.name
        }
        """);
    Plan plan = scenario.plan();
    assertThat(scenario.recording().takeLog()).containsExactly("read single");
    assertThat(plan.changes())
        .filteredOn(each -> each.action() == Action.READ)
        .hasSize(8)
        .allMatch(each -> each.reason() == ActionReason.READ_BECAUSE_DEPENDENCY_PENDING);
    scenario.apply();
    scenario.recording().takeLog();
    assertThat(scenario.plan().isEmpty()).isTrue();
    assertThat(scenario.recording().takeLog()).contains("read x", "read x,y");
  }
}
