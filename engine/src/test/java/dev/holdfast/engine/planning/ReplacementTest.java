package dev.holdfast.engine.planning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.state.StoredInstance;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementTest {
  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
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
}
