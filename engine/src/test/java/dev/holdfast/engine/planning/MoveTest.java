package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveTest {
  @TempDir private Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  private static ResourceInstanceAddress address(String text) {
    return Objects.requireNonNull(AddressParser.resourceInstance(text).tree());
  }

  private void nullResource(String provider) {
    scenario.replaceState(
        scenario
            .state()
            .with(
                new StoredInstance(
                    address("null_resource.old"),
                    ProviderConfigurationAddress.root(
                        new ProviderSource("registry.opentofu.org", "hashicorp", provider)),
                    new StoredObject(
                        StoredObject.Status.READY,
                        RawJson.of("{\"id\":\"42\",\"triggers\":{\"a\":\"b\"}}"),
                        0,
                        List.of(),
                        PrivateData.NONE,
                        List.of(),
                        false,
                        false),
                    Map.of())));
    scenario.write(
        """
        resource "terraform_data" "new" {
          triggers_replace = { a = "b" }
        }
        moved {
          from = null_resource.old
          to   = terraform_data.new
        }
        """);
  }

  @Test
  void aNullResourceBecomesTerraformDataWithoutBeingReplaced() {
    nullResource("null");
    Plan plan = scenario.plan();
    assertThat(plan.diagnostics()).isEmpty();
    assertThat(Scenario.actions(plan)).isEmpty();
    assertThat(plan.changes()).singleElement().matches(change -> change.isMoved());
    scenario.apply();
    assertThat(scenario.state().instances().keySet())
        .containsExactly(address("terraform_data.new"));
    StoredInstance moved =
        Objects.requireNonNull(scenario.state().instance(address("terraform_data.new")));
    assertThat(moved.provider().source().type()).isEqualTo("terraform");
    assertThat(
            new String(
                Objects.requireNonNull(moved.current()).json().bytes(), StandardCharsets.UTF_8))
        .contains("\"id\":\"42\"");
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void aProviderThatCannotTakeTheObjectSaysSo() {
    nullResource("other");
    assertThat(scenario.plan().diagnostics())
        .singleElement()
        .satisfies(error -> assertThat(error.summary()).isEqualTo("Unsupported source of a move"));
    scenario.write(
        """
        resource "test_object" "new" {
          name = "a"
        }
        moved {
          from = null_resource.old
          to   = test_object.new
        }
        """);
    assertThat(scenario.plan().diagnostics())
        .singleElement()
        .satisfies(
            error -> assertThat(error.detail()).contains("moving objects between resource types"));
  }

  @Test
  void anOldMoveToAnInstanceLeavesOtherInstancesWhereTheyAre() {
    scenario
        .write(
            """
            resource "test_object" "a" {
              for_each = toset(["x"])
              name     = each.key
            }
            """)
        .apply();
    scenario.write(
        """
        resource "test_object" "a" {
          for_each = toset(["x", "y"])
          name     = each.key
        }
        moved {
          from = test_object.a
          to   = test_object.a["y"]
        }
        """);
    assertThat(Scenario.actions(scenario.plan())).containsExactly("test_object.a[\"y\"] create");
  }

  @Test
  void anObjectGoesThroughAChainOfMovesInWhateverOrderTheyAreWritten() {
    scenario
        .write(
            """
            resource "test_object" "a" {
              name = "a"
            }
            """)
        .apply();
    scenario.write(
        """
        resource "test_object" "d" {
          for_each = toset(["k"])
          name     = "a"
        }
        moved {
          from = test_object.c
          to   = test_object.d["k"]
        }
        moved {
          from = test_object.b
          to   = test_object.c
        }
        moved {
          from = test_object.a
          to   = test_object.b
        }
        """);
    Plan plan = scenario.plan();
    assertThat(Scenario.actions(plan)).isEmpty();
    assertThat(plan.changes().getFirst().previousAddress()).isEqualTo(address("test_object.a"));
    assertThat(plan.changes().getFirst().address()).isEqualTo(address("test_object.d[\"k\"]"));
  }

  @Test
  void instancesMayChangeTheirKeysAtOnce() {
    scenario
        .write(
            """
            resource "test_object" "a" {
              count = 2
              name  = "n"
            }
            """)
        .apply();
    scenario.write(
        """
        resource "test_object" "a" {
          for_each = toset(["x", "y"])
          name     = "n"
        }
        moved {
          from = test_object.a[0]
          to   = test_object.a["x"]
        }
        moved {
          from = test_object.a[1]
          to   = test_object.a["y"]
        }
        """);
    assertThat(Scenario.actions(scenario.plan())).isEmpty();
  }

  @Test
  void aModuleMayForgetItsOwnObjects() throws IOException {
    scenario.write("module \"m\" {\n  source = \"./child\"\n}\n");
    Path child = Files.createDirectories(directory.resolve("child")).resolve("main.tf");
    Files.writeString(child, "resource \"test_object\" \"a\" {\n  name = \"a\"\n}\n");
    scenario.apply();
    Files.writeString(
        child,
        """
        removed {
          from = test_object.a
          lifecycle {
            destroy = false
          }
        }
        """);
    assertThat(Scenario.actions(scenario.plan())).containsExactly("module.m.test_object.a forget");
  }
}
