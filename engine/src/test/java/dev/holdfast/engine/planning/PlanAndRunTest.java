package dev.holdfast.engine.planning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanAndRunTest {
  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  @Test
  void createsAndThenHasNothingToDo() {
    scenario.write(
        """
        resource "terraform_data" "a" {
          input = "x"
        }
        output "a" {
          value = terraform_data.a.output
        }
        """);
    assertThat(Scenario.actions(scenario.plan())).containsExactly("terraform_data.a create");
    RunResult result = scenario.apply();
    assertThat(result.added()).isEqualTo(1);
    assertThat(requireNonNull(result.outputs().get("a")).value()).isEqualTo(Value.of("x"));
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void namesInstancesByKeysOnlyThatAreNoSecrets() {
    String template =
        """
        resource "test_object" "a" {
          for_each = %s
          name     = "a"
          secret   = each.value
        }
        """;
    scenario.write(template.formatted("{ k = sensitive(\"s\") }"));
    assertThat(Scenario.actions(scenario.plan())).containsExactly("test_object.a[\"k\"] create");
    for (String secret :
        List.of(
            "sensitive({ k = \"s\" })",
            "toset([sensitive(\"k\")])",
            "{ (sensitive(\"k\")) = \"s\" }")) {
      assertThat(scenario.write(template.formatted(secret)).plan().diagnostics())
          .singleElement()
          .satisfies(each -> assertThat(each.detail()).startsWith("Sensitive values, or values"));
    }
  }

  @Test
  void passesUnknownsToProvidersInAPlanOnly() {
    scenario.write(
        """
        provider "test" {
          alias  = "there"
          region = test_object.a.id
        }
        resource "test_object" "a" {
          name = "a"
        }
        resource "test_object" "b" {
          provider = test.there
          name     = "b"
        }
        """);
    scenario.apply();
    assertThat(scenario.recording().takeLog()).containsExactly("create a", "create b in a-1-");
  }

  @Test
  void forgetsWhatWasRemovedByHandWhenOnlyLooking() {
    scenario.write(
        """
        resource "test_object" "a" {
          name = "a"
        }
        """);
    scenario.apply();
    scenario.recording().objects().clear();
    PlanOptions looking = PlanOptions.NORMAL.withMode(PlanMode.REFRESH_ONLY);
    Plan plan = scenario.plan(looking);
    assertThat(plan.drift()).extracting(ResourceChange::action).containsExactly(Action.DELETE);
    assertThat(plan.changes()).isEmpty();
    scenario.apply(looking);
    assertThat(scenario.state().instances()).isEmpty();
  }

  @Test
  void showsAndRepairsWhatWasChangedByHand() {
    scenario.write(
        """
        resource "test_object" "a" {
          name  = "a"
          value = "mine"
        }
        """);
    scenario.apply();
    scenario
        .recording()
        .objects()
        .replaceAll((id, object) -> {
          var attributes = new java.util.TreeMap<>(((ObjectValue) object).attributes());
          attributes.put("value", Value.of("theirs"));
          return Value.object(attributes);
        });
    Plan plan = scenario.plan();
    assertThat(plan.drift()).hasSize(1);
    assertThat(Scenario.actions(plan)).containsExactly("test_object.a update");
    scenario.apply();
    scenario.recording().objects().clear();
    assertThat(Scenario.actions(scenario.plan())).containsExactly("test_object.a create");
  }

  @Test
  void keepsSecretsMarkedAllTheWay() {
    scenario.write(
        """
        variable "password" {
          sensitive = true
        }
        resource "test_object" "a" {
          name   = "a"
          secret = "s3cret"
          value  = var.password
        }
        output "password" {
          value     = test_object.a.value
          sensitive = true
        }
        """);
    scenario.with("password", Value.of("hush"));
    scenario.apply();
    StoredObject stored =
        requireNonNull(scenario.state().instances().values().iterator().next().current());
    assertThat(stored.sensitivePaths()).hasSizeGreaterThanOrEqualTo(1);
    assertThat(requireNonNull(scenario.state().outputs().get("password")).sensitive()).isTrue();
    Plan again = scenario.plan();
    assertThat(again.isEmpty()).isTrue();
    ObjectValue after = (ObjectValue) again.changes().getFirst().after();
    assertThat(requireNonNull(after.attributes().get("secret")).marks()).contains(Mark.SENSITIVE);
    assertThat(requireNonNull(after.attributes().get("value")).marks()).contains(Mark.SENSITIVE);
  }

  @Test
  void movesObjectsInsteadOfMakingThemAnew() {
    scenario.write(
        """
        resource "test_object" "old" {
          name = "a"
        }
        """);
    scenario.apply();
    scenario.recording().takeLog();
    scenario.write(
        """
        resource "test_object" "new" {
          for_each = toset(["k"])
          name     = "a"
        }
        moved {
          from = test_object.old
          to   = test_object.new["k"]
        }
        """);
    Plan plan = scenario.plan();
    assertThat(Scenario.actions(plan)).isEmpty();
    assertThat(plan.changes().getFirst().isMoved()).isTrue();
    scenario.apply();
    assertThat(scenario.recording().takeLog()).isEmpty();
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void evaluatesModulesWithKeys() throws java.io.IOException {
    Files.createDirectories(directory.resolve("child"));
    Files.writeString(
        directory.resolve("child/main.tf"),
        """
        variable "name" { type = string }
        resource "test_object" "this" { name = var.name }
        output "id" { value = test_object.this.id }
        """);
    scenario.write(
        """
        module "child" {
          source   = "./child"
          for_each = toset(["a", "b"])
          name     = each.key
        }
        output "ids" {
          value = { for key, child in module.child : key => child.id }
        }
        """);
    scenario.apply();
    assertThat(scenario.state().instances().keySet().stream().map(Object::toString))
        .containsExactly(
            "module.child[\"a\"].test_object.this", "module.child[\"b\"].test_object.this");
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void touchesOnlyTargetsAndWhatTheyNeed() {
    scenario.write(
        """
        resource "test_object" "a" { name = "a" }
        resource "test_object" "b" {
          name  = "b"
          value = test_object.a.id
        }
        resource "test_object" "c" { name = "c" }
        locals {
          part = test_object.b.value
        }
        output "part" { value = local.part }
        output "needed" { value = test_object.a.id }
        output "both" { value = "${local.part} ${test_object.c.id}" }
        output "other" { value = test_object.c.id }
        output "fixed" { value = 1 }
        """);
    var target =
        dev.holdfast.engine.address.TargetAddress.of(
            new dev.holdfast.engine.address.ResourceInstanceAddress(
                dev.holdfast.engine.address.ModuleInstanceAddress.ROOT,
                dev.holdfast.engine.address.ResourceAddress.managed("test_object", "b"),
                dev.holdfast.engine.address.InstanceKey.none()));
    Plan plan = scenario.plan(new PlanOptions(PlanMode.NORMAL, true, List.of(target), Set.of()));
    assertThat(Scenario.actions(plan))
        .containsExactly("test_object.a create", "test_object.b create");
    assertThat(plan.outputs()).extracting(OutputChange::name).containsExactly("needed", "part");
    RunResult result =
        scenario.apply(new PlanOptions(PlanMode.NORMAL, true, List.of(target), Set.of()));
    assertThat(result.outputs()).containsOnlyKeys("needed", "part");
    assertThat(scenario.recording().objects()).hasSize(2);
  }

  @Test
  void warnsWhenACheckDoesNotHold() {
    scenario.write(
        """
        resource "test_object" "a" { name = "a" }
        check "name" {
          assert {
            condition     = test_object.a.name == "b"
            error_message = "The name is ${test_object.a.name}."
          }
        }
        """);
    assertThat(scenario.plan().diagnostics())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.isError()).isFalse();
          assertThat(warning.detail()).isEqualTo("The name is a.");
        });
  }
}
