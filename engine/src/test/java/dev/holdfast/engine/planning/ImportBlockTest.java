package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportBlockTest {
  @TempDir private Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
    exists("one");
  }

  private void exists(String id) {
    scenario.recording().exists(id, "name-of-" + id, "small");
  }

  private static List<String> imports(Plan plan) {
    return plan.changes().stream()
        .filter(change -> change.importing() != null)
        .map(change -> change.address() + " " + change.importing().id() + " " + change.action())
        .toList();
  }

  private static List<String> errors(Plan plan) {
    return plan.diagnostics().stream().map(each -> each.summary()).toList();
  }

  @Test
  void anObjectAsTheConfigurationWantsItIsOnlyTakenOver() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "name-of-one"
          kind = "small"
        }
        import {
          to = test_object.a
          id = "one"
        }
        """);
    Plan plan = scenario.plan();
    assertThat(imports(plan)).containsExactly("test_object.a one NO_OP");
    assertThat(plan.isEmpty()).isFalse();
    assertThat(plan.drift()).isEmpty();
    RunResult result = scenario.apply();
    assertThat(result.imported()).isEqualTo(1);
    assertThat(result.added() + result.changed() + result.destroyed()).isZero();
    assertThat(scenario.plan().isEmpty()).isTrue();
    assertThat(imports(scenario.plan())).isEmpty();
  }

  @Test
  void anObjectThatDiffersIsTakenOverAndUpdated() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "better"
          kind = "small"
        }
        import {
          to = test_object.a
          id = "one"
        }
        """);
    assertThat(imports(scenario.plan())).containsExactly("test_object.a one UPDATE");
    RunResult result = scenario.apply();
    assertThat(List.of(result.imported(), result.added(), result.changed(), result.destroyed()))
        .containsExactly(1, 0, 1, 0);
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void anObjectThatCannotBeChangedInPlaceIsTakenOverAndReplaced() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "a"
          kind = "large"
        }
        import {
          to = test_object.a
          id = "one"
        }
        """);
    assertThat(imports(scenario.plan())).containsExactly("test_object.a one DELETE_THEN_CREATE");
    RunResult result = scenario.apply();
    assertThat(List.of(result.imported(), result.added(), result.changed(), result.destroyed()))
        .containsExactly(1, 1, 0, 1);
  }

  @Test
  void oneBlockImportsManyObjectsIntoModulesByKeysThatItComputes() throws IOException {
    exists("two");
    Files.createDirectories(directory.resolve("child"));
    Files.writeString(
        directory.resolve("child/main.tf"),
        """
        variable "names" {}
        resource "test_object" "c" {
          for_each = toset(var.names)
          name     = "name-of-${each.key}"
          kind     = "small"
        }
        """);
    scenario.write(
        """
        module "m" {
          for_each = toset(["x"])
          source   = "./child"
          names    = ["one", "two"]
        }
        locals {
          where = { one = "x", two = "x" }
        }
        import {
          for_each = local.where
          to       = module.m[each.value].test_object.c[each.key]
          id       = each.key
        }
        """);
    assertThat(imports(scenario.plan()))
        .containsExactly(
            "module.m[\"x\"].test_object.c[\"one\"] one NO_OP",
            "module.m[\"x\"].test_object.c[\"two\"] two NO_OP");
    assertThat(scenario.apply().imported()).isEqualTo(2);
  }

  @Test
  void aModuleCanImportItsOwnObjects() throws IOException {
    Files.createDirectories(directory.resolve("child"));
    Files.writeString(
        directory.resolve("child/main.tf"),
        """
        variable "id" {}
        resource "test_object" "c" {
          name = "name-of-one"
          kind = "small"
        }
        import {
          to = test_object.c
          id = var.id
        }
        """);
    scenario.write(
        """
        module "m" {
          source = "./child"
          id     = "one"
        }
        """);
    assertThat(imports(scenario.plan())).containsExactly("module.m.test_object.c one NO_OP");
  }

  @Test
  void anIdMayComeFromAnotherResourceThatIsKnown() {
    scenario.recording().exists("two", "two", "");
    scenario.write(
        """
        resource "test_object" "a" {
          name = "one"
        }
        resource "test_object" "b" {
          name = "two"
        }
        import {
          to = test_object.b
          id = test_object.a.name == "one" ? "two" : "none"
        }
        """);
    assertThat(imports(scenario.plan())).containsExactly("test_object.b two NO_OP");
    scenario.apply();
    assertThat(scenario.state().instances().values())
        .allSatisfy(
            each -> assertThat(Objects.requireNonNull(each.current()).dependencies()).isEmpty());
  }

  @Test
  void anObjectIsToldByItsIdentity() {
    scenario.write(
        """
        resource "test_identified" "a" {
          name = "name-of-one"
          kind = "small"
        }
        import {
          to       = test_identified.a
          identity = { id = "one" }
        }
        """);
    ResourceChange change = scenario.plan().changes().getFirst();
    assertThat(change.importing())
        .isEqualTo(Importing.byIdentity(Value.object(Map.of("id", Value.of("one")))));
    assertThat(change.beforeIdentity()).isEqualTo(Value.object(Map.of("id", Value.of("one"))));
    assertThat(scenario.apply().imported()).isEqualTo(1);
  }

  @Test
  void anIdentityMustFollowItsSchema() {
    scenario.write(
        """
        resource "test_identified" "a" {
          name = "a"
        }
        resource "test_object" "b" {
          name = "b"
        }
        import {
          to       = test_identified.a
          identity = { arn = "one" }
        }
        import {
          to       = test_object.b
          identity = { id = "one" }
        }
        """);
    assertThat(scenario.plan().diagnostics())
        .extracting(each -> each.detail())
        .containsExactlyInAnyOrder(
            "An identity of test_identified has no attribute \"arn\"; it has id.",
            "The identity attribute \"id\" is required.",
            "The provider does not know identities of test_object. Use \"id\" in its place.");
  }

  @Test
  void aMissingObjectIsAnErrorUnlessItMayBeMissing() {
    String block =
        """
        resource "test_object" "a" {
          name = "a"
        }
        import {
          to        = test_object.a
          id        = "gone"
          if_exists = %s
        }
        """;
    assertThat(errors(scenario.write(block.formatted(false)).plan()))
        .containsExactly("Cannot import non-existent remote object");
    Plan plan = scenario.write(block.formatted(true)).plan();
    assertThat(imports(plan)).isEmpty();
    assertThat(Scenario.actions(plan)).containsExactly("test_object.a create");
    scenario.apply();
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void theTargetMustBeDeclared() {
    scenario.write(
        """
        resource "test_object" "many" {
          count = 1
          name  = "a"
        }
        import {
          to = test_object.missing
          id = "one"
        }
        import {
          to = test_object.many[7]
          id = "one"
        }
        """);
    Plan plan = scenario.plan();
    assertThat(errors(plan))
        .containsExactly(
            "Configuration for import target does not exist",
            "Configuration for import target does not exist");
    assertThat(plan.diagnostics().getFirst().detail()).contains("-generate-config-out");
    assertThat(plan.diagnostics().get(1).detail()).doesNotContain("-generate-config-out");
  }

  @Test
  void whatIsNotKnownYetOrSecretOrEmptyCannotBeImported() {
    scenario
        .with("secret", Value.of("one"))
        .write(
            """
            variable "secret" {
              sensitive = true
            }
            resource "test_object" "a" {
              for_each = toset(["unknown", "secret", "empty", "null"])
              name     = each.key
            }
            resource "test_object" "new" {
              name = "new"
            }
            import {
              to = test_object.a["unknown"]
              id = test_object.new.id
            }
            import {
              to = test_object.a["secret"]
              id = var.secret
            }
            import {
              to = test_object.a["empty"]
              id = ""
            }
            import {
              to = test_object.a["null"]
              id = null
            }
            """);
    Plan plan = scenario.plan();
    assertThat(errors(plan)).hasSize(4).containsOnly("Invalid import id argument");
    assertThat(plan.diagnostics()).noneMatch(each -> each.detail().contains("one\""));
  }

  @Test
  void twoBlocksThatComputeTheSameTargetAreRefused() {
    scenario.write(
        """
        resource "test_object" "a" {
          for_each = toset(["x"])
          name     = each.key
        }
        import {
          for_each = ["one", "one"]
          to       = test_object.a["x"]
          id       = each.value
        }
        """);
    assertThat(errors(scenario.plan()))
        .containsExactly("Duplicate import configuration for \"test_object.a[\"x\"]\"");
  }

  @Test
  void nothingIsImportedWhenOnlyLookingOrDestroying() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "a"
        }
        import {
          to = test_object.a
          id = "one"
        }
        """);
    for (var mode :
        List.of(
            dev.holdfast.engine.plan.PlanMode.REFRESH_ONLY,
            dev.holdfast.engine.plan.PlanMode.DESTROY)) {
      assertThat(scenario.plan(PlanOptions.NORMAL.withMode(mode)).changes())
          .allMatch(change -> change.action() == Action.NO_OP && change.importing() == null);
    }
    assertThat(scenario.recording().takeLog()).isEmpty();
  }
}
