package dev.holdfast.engine.planning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusionTest {
  private static final String CHAIN =
      """
      resource "test_object" "a" { name = "a" }
      resource "test_object" "b" {
        name  = "b"
        value = local.through
      }
      locals {
        through = test_object.a.id
      }
      resource "test_object" "c" { name = "c" }
      output "of_b" {
        value = test_object.b.name
      }
      output "of_c" {
        value = test_object.c.name
      }
      """;

  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  @Test
  void leavesOutWhatIsNamedAndWhatDependsOnIt() {
    Plan plan = scenario.write(CHAIN).plan(excluding("test_object.a"));
    assertThat(Scenario.actions(plan)).containsExactly("test_object.c create");
    assertThat(plan.diagnostics())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.isError()).isFalse();
          assertThat(warning.summary()).isEqualTo("Resource targeting is in effect");
          assertThat(warning.detail()).contains("with the -exclude option");
        });
  }

  @Test
  void doesWhatTheExcludedNeeds() {
    Plan plan = scenario.write(CHAIN).plan(excluding("test_object.b"));
    assertThat(Scenario.actions(plan))
        .containsExactly("test_object.a create", "test_object.c create");
  }

  @Test
  void updatesTheOutputsThatHaveNothingToDoWithIt() {
    scenario.write(CHAIN);
    var outputs = scenario.apply(excluding("test_object.b")).outputs();
    assertThat(outputs).containsOnlyKeys("of_c");
    assertThat(requireNonNull(outputs.get("of_c")).value()).isEqualTo(Value.of("c"));
    assertThat(scenario.apply().outputs()).containsOnlyKeys("of_b", "of_c");
    assertThat(scenario.apply(excluding("test_object.b")).outputs())
        .containsOnlyKeys("of_b", "of_c");
  }

  @Test
  void neitherLooksAtNorChangesTheExcluded() {
    scenario.write(CHAIN).apply();
    scenario.recording().takeLog();
    scenario.write(CHAIN.replace("name = \"a\"", "name = \"changed\""));
    Plan plan = scenario.plan(excluding("test_object.a"));
    assertThat(plan.isEmpty()).isTrue();
    assertThat(scenario.apply(excluding("test_object.a")).state().instances()).hasSize(3);
    assertThat(scenario.recording().takeLog()).isEmpty();
  }

  @Test
  void leavesOneInstanceAndAllThatDependsOnTheResource() {
    scenario.write(
        """
        resource "test_object" "a" {
          count = 3
          name  = "a${count.index}"
        }
        resource "test_object" "b" {
          name  = "b"
          value = test_object.a[0].id
        }
        """);
    assertThat(Scenario.actions(scenario.plan(excluding("test_object.a[1]"))))
        .containsExactly("test_object.a[0] create", "test_object.a[2] create");
  }

  @Test
  void leavesOneInstanceOfAModuleAndTheOthersWhole() throws IOException {
    child(
        """
        resource "test_object" "first" { name = "first" }
        resource "test_object" "second" {
          name  = "second"
          value = test_object.first.id
        }
        output "id" {
          value = test_object.second.id
        }
        """);
    scenario.write(
        """
        module "child" {
          source = "./child"
          count  = 2
        }
        resource "test_object" "after" {
          name  = "after"
          value = module.child[1].id
        }
        """);
    assertThat(Scenario.actions(scenario.plan(excluding("module.child[0]"))))
        .containsExactly(
            "module.child[1].test_object.first create",
            "module.child[1].test_object.second create");
    assertThat(Scenario.actions(scenario.plan(excluding("module.child")))).isEmpty();
  }

  @Test
  void needNotKnowHowManyInstancesTheExcludedHas() throws IOException {
    child("resource \"test_object\" \"in\" { name = \"in\" }");
    scenario.write(
        """
        resource "test_object" "a" { name = "a" }
        resource "test_object" "counted" {
          count = length(test_object.a.id)
          name  = "counted"
        }
        module "child" {
          source = "./child"
          count  = length(test_object.a.id)
        }
        """);
    assertThat(scenario.apply(excluding("test_object.counted", "module.child")).added())
        .isEqualTo(1);
    assertThat(scenario.apply().added()).isPositive();
  }

  @Test
  void removesWhatIsNotDeclaredAnyMoreUnlessItIsExcluded() {
    scenario.write(CHAIN).apply();
    scenario.write("resource \"test_object\" \"c\" { name = \"c\" }");
    assertThat(Scenario.actions(scenario.plan(excluding("test_object.a"))))
        .containsExactly("test_object.b delete");
    assertThat(Scenario.actions(scenario.plan(excluding("test_object.c"))))
        .containsExactly("test_object.a delete", "test_object.b delete");
  }

  @Test
  void destroysNothingThatTheExcludedWasMadeFrom() {
    scenario.write(CHAIN).apply();
    PlanOptions withoutB = excluding("test_object.b").withMode(PlanMode.DESTROY);
    assertThat(Scenario.actions(scenario.plan(withoutB))).containsExactly("test_object.c delete");
    assertThat(
            Scenario.actions(scenario.plan(excluding("test_object.a").withMode(PlanMode.DESTROY))))
        .containsExactly("test_object.b delete", "test_object.c delete");
    assertThat(scenario.apply(withoutB).state().instances()).hasSize(2);
    assertThat(scenario.state().outputs()).containsOnlyKeys("of_b", "of_c");
  }

  private void child(String text) throws IOException {
    Files.createDirectories(directory.resolve("child"));
    Files.writeString(directory.resolve("child/main.tf"), text);
  }

  private static PlanOptions excluding(String... addresses) {
    List<TargetAddress> excluded =
        Arrays.stream(addresses)
            .map(text -> requireNonNull(AddressParser.target(text).tree()))
            .toList();
    return PlanOptions.NORMAL.withExcludes(excluded);
  }
}
