package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderTest {
  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
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
}
