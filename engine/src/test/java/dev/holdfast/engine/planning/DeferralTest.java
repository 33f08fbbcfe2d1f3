package dev.holdfast.engine.planning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeferralTest {
  private static final PlanOptions DEFERRING = PlanOptions.NORMAL.deferring();

  private static final String COUNTED =
      """
      resource "test_object" "a" { name = "a" }
      locals {
        size = length(test_object.a.id) > 0 ? 2 : 2 * length(test_object.a.id)
      }
      resource "test_object" "counted" {
        count = local.size
        name  = "counted${count.index}"
      }
      resource "test_object" "after" {
        name  = "after"
        value = join(",", test_object.counted[*].name)
      }
      output "names" {
        value = test_object.counted[*].name
      }
      output "a" {
        value = test_object.a.name
      }
      """;

  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  @Test
  void isAnErrorWhereNobodyAsksForIt() {
    assertThat(scenario.write(COUNTED).plan().diagnostics())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.isError()).isTrue();
          assertThat(error.summary()).isEqualTo("Invalid count argument");
        });
  }

  @Test
  void plansWhatIsKnownAndTellsWhatWaitsForWhat() {
    Plan plan = scenario.write(COUNTED).plan(DEFERRING);
    assertThat(plan.diagnostics()).isEmpty();
    assertThat(Scenario.actions(plan)).containsExactly("test_object.a create");
    assertThat(deferred(plan))
        .containsExactly("test_object.after  []", "test_object.counted count [test_object.a]");
    assertThat(plan.changingOutputs()).containsExactly("a");
  }

  @Test
  void goesOnInWavesUntilNothingIsDeferred() {
    scenario.write(COUNTED);
    assertThat(scenario.apply(DEFERRING).added()).isEqualTo(1);
    Plan second = scenario.plan(DEFERRING);
    assertThat(second.deferred()).isEmpty();
    assertThat(Scenario.actions(second))
        .containsExactly(
            "test_object.after create",
            "test_object.counted[0] create",
            "test_object.counted[1] create");
    assertThat(scenario.apply(DEFERRING).outputs()).containsOnlyKeys("a", "names");
    assertThat(scenario.plan(DEFERRING).isEmpty()).isTrue();
  }

  @Test
  void leavesWhatIsDeferredAsItIs() {
    scenario.write(COUNTED);
    scenario.apply(DEFERRING);
    scenario.apply(DEFERRING);
    scenario.write(
        COUNTED.replace("{ name = \"a\" }", "{\n  name = \"a\"\n  kind = \"another\"\n}"));
    Plan plan = scenario.plan(DEFERRING);
    assertThat(plan.diagnostics()).isEmpty();
    assertThat(Scenario.actions(plan)).containsExactly("test_object.a delete_then_create");
    assertThat(plan.deferred()).hasSize(2);
    assertThat(scenario.apply(DEFERRING).state().instances()).hasSize(4);
    assertThat(scenario.plan(DEFERRING).deferred()).isEmpty();
  }

  @Test
  void defersWholeModulesAndWhatUsesThem() throws IOException {
    Files.createDirectories(directory.resolve("child"));
    Files.writeString(
        directory.resolve("child/main.tf"),
        """
        variable "key" {}
        resource "test_object" "in" { name = var.key }
        output "name" {
          value = test_object.in.name
        }
        """);
    scenario.write(
        """
        resource "test_object" "a" { name = "a" }
        module "child" {
          source   = "./child"
          for_each = toset([test_object.a.id])
          key      = each.key
        }
        resource "test_object" "after" {
          name  = "after"
          value = length(module.child)
        }
        """);
    Plan plan = scenario.plan(DEFERRING);
    assertThat(plan.diagnostics()).isEmpty();
    assertThat(Scenario.actions(plan)).containsExactly("test_object.a create");
    assertThat(deferred(plan))
        .containsExactly("module.child for_each [test_object.a]", "test_object.after  []");
    scenario.apply(DEFERRING);
    assertThat(scenario.apply(DEFERRING).added()).isEqualTo(2);
    assertThat(scenario.plan(DEFERRING).isEmpty()).isTrue();
  }

  @Test
  void conditionsAndChecksOfWhatWaitsWaitToo() {
    scenario.write(
        COUNTED
            + """
            output "checked" {
              value = "v"
              precondition {
                condition     = test_object.counted[1].name == "counted1"
                error_message = "No."
              }
            }
            check "all" {
              assert {
                condition     = length(test_object.counted) == 2
                error_message = "Not all."
              }
            }
            """);
    scenario.apply(DEFERRING);
    scenario.apply(DEFERRING);
    assertThat(scenario.plan(DEFERRING).isEmpty()).isTrue();
    assertThat(scenario.plan(DEFERRING).diagnostics()).isEmpty();
  }

  @Test
  void whatIsExcludedIsNotDeferred() {
    TargetAddress after = requireNonNull(AddressParser.target("test_object.after").tree());
    Plan plan = scenario.write(COUNTED).plan(DEFERRING.withExcludes(List.of(after)));
    assertThat(deferred(plan)).containsExactly("test_object.counted count [test_object.a]");
    scenario.apply(DEFERRING.withExcludes(List.of(after)));
    Plan second = scenario.plan(DEFERRING.withExcludes(List.of(after)));
    assertThat(second.deferred()).isEmpty();
    assertThat(Scenario.actions(second))
        .containsExactly("test_object.counted[0] create", "test_object.counted[1] create");
  }

  @Test
  void removesWhatIsNotDeclaredAnyMoreMeanwhile() {
    scenario.write("resource \"test_object\" \"old\" { name = \"old\" }").apply();
    Plan plan = scenario.write(COUNTED).plan(DEFERRING);
    assertThat(Scenario.actions(plan))
        .containsExactly("test_object.a create", "test_object.old delete");
  }

  @Test
  void isAnErrorOnceWaitingDoesNotHelp() {
    scenario.write(
        """
        resource "test_object" "a" { name = "a" }
        resource "test_object" "never" {
          count = length(timestamp()) > 0 ? 1 : 0
          name  = "never"
        }
        """);
    assertThat(scenario.plan(DEFERRING).hasErrors()).isFalse();
    scenario.apply(DEFERRING);
    assertThat(scenario.plan(DEFERRING).diagnostics())
        .singleElement()
        .satisfies(error -> assertThat(error.summary()).isEqualTo("Invalid count argument"));
  }

  private static final String IMPORTED =
      """
      resource "test_object" "a" { name = "a" }
      resource "test_object" "taken" {
        name = "taken"
        kind = "small"
      }
      resource "test_object" "after" {
        name  = "after"
        value = test_object.taken.id
      }
      import {
        to = test_object.taken
        id = length(test_object.a.id) > 0 ? "one" : "other"
      }
      """;

  @Test
  void anImportOfWhatIsNotKnownYetWaits() {
    scenario.recording().exists("one", "name-of-one", "small");
    scenario.write(IMPORTED);
    Plan first = scenario.plan(DEFERRING);
    assertThat(first.diagnostics()).isEmpty();
    assertThat(Scenario.actions(first)).containsExactly("test_object.a create");
    assertThat(deferred(first))
        .containsExactly("test_object.after  []", "test_object.taken import id [test_object.a]");
    scenario.apply(DEFERRING);
    Plan second = scenario.plan(DEFERRING);
    assertThat(second.deferred()).isEmpty();
    assertThat(Scenario.actions(second))
        .containsExactly("test_object.after create", "test_object.taken update");
    assertThat(scenario.apply(DEFERRING).imported()).isEqualTo(1);
  }

  @Test
  void anImportThatIsDoneWaitsForNothing() {
    scenario.recording().exists("one", "name-of-one", "small");
    scenario.write(IMPORTED);
    scenario.apply(DEFERRING);
    scenario.apply(DEFERRING);
    scenario.write(
        IMPORTED.replace("{ name = \"a\" }", "{\n  name = \"a\"\n  kind = \"another\"\n}"));
    Plan plan = scenario.plan(DEFERRING);
    assertThat(plan.deferred()).isEmpty();
    assertThat(Scenario.actions(plan)).containsExactly("test_object.a delete_then_create");
  }

  @Test
  void anImportOfWhatIsNotKnownIsAnErrorWhereNobodyAsksForWaves() {
    assertThat(scenario.write(IMPORTED).plan().diagnostics())
        .singleElement()
        .satisfies(error -> assertThat(error.summary()).isEqualTo("Invalid import id argument"));
  }

  @Test
  void importsOfAnUnknownNumberAndToUnknownKeysWait() {
    scenario.recording().exists("one", "name-of-one", "small");
    scenario.recording().exists("two", "name-of-two", "small");
    scenario.write(
        """
        resource "test_object" "a" { name = "a" }
        resource "test_object" "many" {
          for_each = toset(["one", "two"])
          name     = each.key
        }
        resource "test_object" "keyed" {
          for_each = toset(["one"])
          name     = each.key
        }
        import {
          for_each = length(test_object.a.id) > 0 ? ["two"] : []
          to       = test_object.many[each.value]
          id       = each.value
        }
        import {
          to = test_object.keyed[length(test_object.a.id) > 0 ? "one" : "other"]
          id = "one"
        }
        """);
    assertThat(deferred(scenario.plan(DEFERRING)))
        .containsExactly(
            "test_object.keyed import to [test_object.a]",
            "test_object.many import for_each [test_object.a]");
    scenario.apply(DEFERRING);
    assertThat(scenario.apply(DEFERRING).imported()).isEqualTo(2);
    assertThat(scenario.plan(DEFERRING).isEmpty()).isTrue();
  }

  @Test
  void anImportToWhatIsNotDeclaredIsToldAtOnce() {
    scenario.write(
        """
        resource "test_object" "a" { name = "a" }
        import {
          to = test_object.missing
          id = test_object.a.id
        }
        """);
    assertThat(scenario.plan(DEFERRING).diagnostics())
        .singleElement()
        .satisfies(error ->
            assertThat(error.summary())
                .isEqualTo("Configuration for import target does not exist"));
  }

  @Test
  void targetsAreReachedInWaves() {
    PlanOptions targeted =
        new PlanOptions(
                PlanMode.NORMAL,
                true,
                List.of(requireNonNull(AddressParser.target("test_object.counted").tree())),
                Set.of())
            .deferring();
    scenario.write(COUNTED + "resource \"test_object\" \"else\" { name = \"else\" }");
    Plan first = scenario.plan(targeted);
    assertThat(first.diagnostics()).noneMatch(each -> each.isError());
    assertThat(Scenario.actions(first)).containsExactly("test_object.a create");
    assertThat(deferred(first)).containsExactly("test_object.counted count [test_object.a]");
    scenario.tryApply(targeted);
    Plan second = scenario.plan(targeted);
    assertThat(second.deferred()).isEmpty();
    assertThat(Scenario.actions(second))
        .containsExactly("test_object.counted[0] create", "test_object.counted[1] create");
  }

  @Test
  void lookingAloneLeavesWhatCannotBeCountedAndSaysSo() {
    PlanOptions refreshOnly =
        new PlanOptions(PlanMode.REFRESH_ONLY, true, List.of(), Set.of()).deferring();
    Plan plan = scenario.write(COUNTED).plan(refreshOnly);
    assertThat(plan.deferred()).isEmpty();
    assertThat(plan.diagnostics())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.isError()).isFalse();
          assertThat(warning.summary()).isEqualTo("Some objects were not looked at");
          assertThat(warning.detail())
              .contains("test_object.counted: count is known only after an apply of test_object.a");
        });
    assertThat(plan.changes()).isEmpty();
  }

  @Test
  void whatIsNotThereIsUnknownToAPlanThatOnlyLooks() {
    PlanOptions refreshOnly = new PlanOptions(PlanMode.REFRESH_ONLY, true, List.of(), Set.of());
    scenario.write(
        """
        resource "test_object" "a" { name = "a" }
        output "id" {
          value = upper(test_object.a.id)
        }
        output "known" {
          value = "known"
        }
        """);
    assertThat(scenario.plan(refreshOnly).diagnostics()).isEmpty();
    assertThat(scenario.apply(refreshOnly).outputs()).containsOnlyKeys("known");
  }

  private static List<String> deferred(Plan plan) {
    return plan.deferred().stream()
        .map(each -> each.address() + " " + each.argument() + " " + each.waitsFor())
        .toList();
  }
}
