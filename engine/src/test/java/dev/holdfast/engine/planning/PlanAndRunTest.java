package dev.holdfast.engine.planning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
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
  void appliesWhatANameStandsForBeforeWhatUsesIt() {
    scenario.write(
        """
        locals {
          through = "${test_object.a.id}!"
        }
        resource "test_object" "c" {
          name  = "c"
          value = test_object.b[*].id
        }
        resource "test_object" "b" {
          count = 2
          name  = "b${count.index}"
          value = local.through
        }
        resource "test_object" "a" {
          name = "a"
        }
        """);
    scenario.apply();
    List<String> log = scenario.recording().takeLog();
    assertThat(log).startsWith("create a").endsWith("create c");
    assertThat(log).contains("create b0", "create b1");
    assertThat(scenario.plan().isEmpty()).isTrue();
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
  void replacesWhatATriggerNames() {
    String template =
        """
        resource "test_object" "a" {
          count = 2
          name  = "a${count.index}"
          value = count.index == 0 ? "%1$s" : "same"
        }
        resource "test_object" "whole" {
          name = "whole"
          lifecycle {
            replace_triggered_by = [test_object.a]
          }
        }
        resource "test_object" "one" {
          count = 2
          name  = "one"
          lifecycle {
            replace_triggered_by = [test_object.a[count.index]]
          }
        }
        resource "test_object" "attribute" {
          for_each = toset(["k"])
          name     = each.key
          lifecycle {
            replace_triggered_by = [test_object.a[0].value, test_object.a[1].value]
          }
        }
        resource "test_object" "another" {
          name = "another"
          lifecycle {
            replace_triggered_by = [test_object.a[0].kind, test_object.a[1]]
          }
        }
        """;
    scenario.write(template.formatted("x")).apply();
    assertThat(Scenario.actions(scenario.write(template.formatted("y")).plan()))
        .containsExactly(
            "test_object.a[0] update",
            "test_object.attribute[\"k\"] delete_then_create",
            "test_object.one[0] delete_then_create",
            "test_object.whole delete_then_create");
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
  void turnsAwayFromAnObjectBeforeItIsDestroyed() {
    String template =
        """
        resource "test_object" "server" {
          for_each = toset(%s)
          name     = each.key
        }
        resource "test_object" "balancer" {
          name  = "balancer"
          value = [for server in test_object.server : server.id]
        }
        """;
    scenario.write(template.formatted("[\"one\", \"two\"]")).apply();
    scenario.recording().takeLog();
    scenario.write(template.formatted("[\"one\"]"));
    assertThat(Scenario.actions(scenario.plan()))
        .containsExactly("test_object.balancer update", "test_object.server[\"two\"] delete");
    scenario.apply();
    assertThat(scenario.recording().takeLog()).containsExactly("update balancer", "destroy two");
  }

  @Test
  void replacesInTheOrderAskedFor() {
    String template =
        """
        resource "test_object" "a" {
          name = "a"
          kind = "%s"
          lifecycle {
            create_before_destroy = %s
          }
        }
        """;
    scenario.write(template.formatted("x", false)).apply();
    scenario.recording().takeLog();
    scenario.write(template.formatted("y", false));
    assertThat(Scenario.actions(scenario.plan()))
        .containsExactly("test_object.a delete_then_create");
    scenario.apply();
    assertThat(scenario.recording().takeLog()).containsExactly("destroy a", "create a");
    scenario.write(template.formatted("z", true));
    assertThat(Scenario.actions(scenario.plan()))
        .containsExactly("test_object.a create_then_delete");
    scenario.apply();
    assertThat(scenario.recording().takeLog()).containsExactly("create a", "destroy a");
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void makesWhatACreateBeforeDestroyObjectNeedsBeforeDestroyingToo() {
    String template =
        """
        resource "test_object" "base" {
          name = "base"
          kind = "%1$s"
        }
        resource "test_object" "top" {
          name  = "top"
          kind  = "%1$s"
          value = test_object.base.id
          lifecycle {
            create_before_destroy = true
          }
        }
        """;
    scenario.write(template.formatted("x")).apply();
    scenario.recording().takeLog();
    scenario.write(template.formatted("y")).apply();
    assertThat(scenario.recording().takeLog())
        .containsExactly("create base", "create top", "destroy top", "destroy base");
  }

  @Test
  void goesOnWithTheRestWhenOneObjectFails() {
    scenario.write(
        """
        resource "test_object" "bad" {
          name = "bad"
        }
        resource "test_object" "behind" {
          name  = "behind"
          value = test_object.bad.id
        }
        resource "test_object" "apart" {
          name = "apart"
        }
        """);
    scenario.recording().failing().add("bad");
    RunResult result = scenario.tryApply(PlanOptions.NORMAL);
    assertThat(result.hasErrors()).isTrue();
    assertThat(scenario.recording().takeLog())
        .contains("create apart")
        .doesNotContain("create behind");
    scenario.recording().failing().clear();
    assertThat(Scenario.actions(scenario.plan()))
        .containsExactly("test_object.bad create", "test_object.behind create");
    scenario.apply();
    assertThat(scenario.plan().isEmpty()).isTrue();
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

  @Test
  void whatAnotherIsCountedByIsMadeBeforeIt() throws IOException {
    Files.createDirectory(directory.resolve("child"));
    Files.writeString(
        directory.resolve("child/main.tf"),
        """
        variable "name" {}
        resource "test_object" "inner" {
          count = 1
          name  = var.name
        }
        """);
    scenario.write(
        """
        resource "test_object" "z" {
          name = "zz"
        }
        resource "test_object" "counted" {
          count = length(test_object.z.name)
          name  = "counted"
        }
        resource "test_object" "each" {
          for_each = { key = test_object.z.id }
          name     = "each"
          value    = each.value
        }
        module "child" {
          count  = length(test_object.z.name)
          source = "./child"
          name   = "inner"
        }
        """);
    scenario.recording().pauseBeforeChanges(() -> LockSupport.parkNanos(5_000_000));
    scenario.apply();
    assertThat(scenario.recording().takeLog())
        .startsWith("create zz")
        .containsExactlyInAnyOrder(
            "create zz",
            "create counted",
            "create counted",
            "create each",
            "create inner",
            "create inner");
    assertThat(scenario.plan().isEmpty()).isTrue();
    scenario.apply(PlanOptions.NORMAL.withMode(PlanMode.DESTROY));
    assertThat(scenario.recording().takeLog()).endsWith("destroy zz");
  }

  @Test
  void aDeposedObjectAndItsSuccessorDoNotOverwriteEachOther() {
    scenario.write("resource \"test_object\" \"a\" { name = \"a\" }").apply();
    StoredInstance stored = requireNonNull(scenario.state().instances().values().iterator().next());
    scenario.replaceState(
        scenario
            .state()
            .with(
                new StoredInstance(
                    stored.address(),
                    stored.provider(),
                    null,
                    Map.of("deadbeef", requireNonNull(stored.current())))));
    // Long enough for both steps to have looked at the state.
    scenario.recording().pauseBeforeChanges(() -> LockSupport.parkNanos(20_000_000));
    scenario.apply();
    StoredInstance after = requireNonNull(scenario.state().instance(stored.address()));
    assertThat(after.deposed()).isEmpty();
    assertThat(after.current()).isNotNull();
    assertThat(scenario.recording().objects()).hasSize(1);
  }

  @Test
  void aChangeOfAnotherInstanceIsNotWaitedFor() {
    String template =
        """
        resource "test_object" "a" {
          for_each = { x = 1, y = %d }
          name     = each.key
          value    = each.value
        }
        data "test_object" "x" {
          name = test_object.a["x"].name
        }
        data "test_object" "y" {
          name = test_object.a["y"].name
        }
        """;
    scenario.write(template.formatted(1)).apply();
    assertThat(Scenario.actions(scenario.write(template.formatted(2)).plan()))
        .containsExactly("data.test_object.y read", "test_object.a[\"y\"] update");
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
        """);
    var target =
        dev.holdfast.engine.address.TargetAddress.of(
            new dev.holdfast.engine.address.ResourceInstanceAddress(
                dev.holdfast.engine.address.ModuleInstanceAddress.ROOT,
                dev.holdfast.engine.address.ResourceAddress.managed("test_object", "b"),
                dev.holdfast.engine.address.InstanceKey.none()));
    Plan plan =
        scenario.plan(new PlanOptions(PlanMode.NORMAL, true, List.of(target), java.util.Set.of()));
    assertThat(Scenario.actions(plan))
        .containsExactly("test_object.a create", "test_object.b create");
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
