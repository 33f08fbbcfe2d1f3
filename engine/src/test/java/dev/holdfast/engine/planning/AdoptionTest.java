package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.hcl.value.Value;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
  @TempDir private Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
    scenario.recording().exists("one", "front", "small");
  }

  private Plan planOf(String type, String adopt) {
    return scenario
        .write(
            """
            resource "test_object" "other" {
              name = "other"
            }
            resource "%s" "a" {
              name  = "front"
              kind  = "small"
              value = "new"
              lifecycle {
                adopt = %s
              }
            }
            """
                .formatted(type, adopt))
        .plan();
  }

  @Test
  void anObjectThatItsArgumentsIdentifyIsAdopted() {
    Plan plan = planOf("test_named", "true");
    assertThat(Scenario.actions(plan))
        .containsExactly("test_named.a update", "test_object.other create");
    assertThat(plan.changes().getFirst().importing())
        .isEqualTo(
            Importing.byIdentity(
                Value.object(Map.of("name", Value.of("front"), "kind", Value.of("small")))));
    var result = scenario.apply();
    assertThat(result.imported()).isEqualTo(1);
    assertThat(result.changed()).isEqualTo(1);
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void anObjectThatDoesNotExistIsCreated() {
    scenario.recording().objects().clear();
    assertThat(Scenario.actions(planOf("test_named", "true")))
        .containsExactly("test_named.a create", "test_object.other create");
    scenario.apply();
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void theIdMayBeWrittenInstead() {
    assertThat(Scenario.actions(planOf("test_object", "\"one\"")))
        .containsExactly("test_object.a update", "test_object.other create");
    assertThat(Scenario.actions(planOf("test_object", "\"two\"")))
        .containsExactly("test_object.a create", "test_object.other create");
    assertThat(Scenario.actions(planOf("test_identified", "{ id = \"one\" }")))
        .containsExactly("test_identified.a update", "test_object.other create");
    assertThat(Scenario.actions(planOf("test_object", "false")))
        .containsExactly("test_object.a create", "test_object.other create");
  }

  @Test
  void whereTheArgumentsDoNotIdentifyAnObjectAdoptionIsRefused() {
    assertThat(planOf("test_object", "true").diagnostics())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.summary()).isEqualTo("Invalid adopt argument");
          assertThat(error.detail()).contains("The provider has no identities for it");
        });
    assertThat(planOf("test_identified", "true").diagnostics())
        .singleElement()
        .satisfies(error ->
            assertThat(error.detail())
                .contains("Its identity needs \"id\", which no argument tells"));
  }

  @Test
  void whatIsNotKnownYetIsPlannedAsNewWithAWarning() {
    Plan plan = planOf("test_object", "test_object.other.id");
    assertThat(plan.diagnostics())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.isError()).isFalse();
          assertThat(warning.summary()).isEqualTo("Cannot tell yet whether an object exists");
        });
    assertThat(Scenario.actions(plan))
        .containsExactly("test_object.a create", "test_object.other create");
  }
}
