package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Provider configurations with `for_each`.
class ProviderInstancesTest {
  private static final String PROVIDERS =
      """
      terraform {
        required_providers {
          test = { source = "hashicorp/test" }
        }
      }
      provider "test" {
        alias    = "by"
        for_each = toset([%s])
        region   = each.value
      }
      """;

  private static String objects(String keys) {
    return """
    resource "test_object" "o" {
      for_each = toset([%s])
      provider = test.by[each.key]
      name     = "o"
    }
    """
        .formatted(keys);
  }

  @TempDir Path directory;
  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario(directory);
  }

  private void write(String ofProvider, String ofObjects) {
    scenario.write(PROVIDERS.formatted(ofProvider) + objects(ofObjects));
  }

  private List<String> providersInState() {
    return scenario.state().instances().values().stream()
        .map(each -> each.provider().toString())
        .toList();
  }

  @Test
  void eachInstanceHasItsOwnProvider() {
    write("\"north\", \"south\"", "\"north\", \"south\"");
    scenario.apply();
    assertThat(scenario.recording().takeLog())
        .containsExactlyInAnyOrder("create o in north", "create o in south");
    assertThat(providersInState())
        .containsExactly(
            "provider[\"registry.opentofu.org/hashicorp/test\"].by[\"north\"]",
            "provider[\"registry.opentofu.org/hashicorp/test\"].by[\"south\"]");
    assertThat(scenario.plan().isEmpty()).isTrue();
    scenario.apply(PlanOptions.NORMAL.withMode(PlanMode.DESTROY));
    assertThat(scenario.recording().takeLog())
        .containsExactlyInAnyOrder("destroy o in north", "destroy o in south");
  }

  @Test
  void mustOutliveItsObjects() {
    write("\"north\", \"south\"", "\"north\", \"south\"");
    scenario.apply();
    scenario.recording().takeLog();
    write("\"north\"", "\"north\"");
    assertThat(scenario.plan().diagnostics())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.summary()).isEqualTo("Provider instance not present");
          assertThat(each.detail()).contains("test_object.o[\"south\"]").contains("by[\"south\"]");
        });
    write("\"north\", \"south\"", "\"north\"");
    scenario.apply();
    assertThat(scenario.recording().takeLog()).containsExactly("destroy o in south");
    write("\"north\"", "\"north\"");
    assertThat(scenario.plan().isEmpty()).isTrue();
  }

  @Test
  void isPassedToInstancesOfModules() throws IOException {
    Files.createDirectories(directory.resolve("child"));
    Files.writeString(
        directory.resolve("child/main.tf"),
        """
        terraform {
          required_providers {
            test = { source = "hashicorp/test" }
          }
        }
        resource "test_object" "o" {
          name = "o"
        }
        """);
    scenario.write(
        PROVIDERS.formatted("\"north\", \"south\"")
            + """
            module "child" {
              for_each  = toset(["north", "south"])
              source    = "./child"
              providers = { test = test.by[each.key] }
            }
            """);
    scenario.apply();
    assertThat(scenario.recording().takeLog())
        .containsExactlyInAnyOrder("create o in north", "create o in south");
    scenario.write(PROVIDERS.formatted("\"north\", \"south\""));
    scenario.apply();
    assertThat(scenario.recording().takeLog())
        .containsExactlyInAnyOrder("destroy o in north", "destroy o in south");
  }

  @Test
  void mayNotBeChosenByASecret() {
    scenario.write(
        PROVIDERS.formatted("\"north\"")
            + """
            resource "test_object" "o" {
              provider = test.by[sensitive("north")]
              name     = "o"
            }
            resource "test_object" "p" {
              provider = test.by[null]
              name     = "p"
            }
            """);
    assertThat(scenario.plan().diagnostics())
        .extracting(Diagnostic::summary)
        .containsExactly("Invalid provider instance key", "Invalid provider instance key");
  }

  @Test
  void followsAnObjectThatChangesNothingElse() {
    scenario.write(
        PROVIDERS.formatted("\"north\", \"south\"")
            + "resource \"test_object\" \"o\" {\n  provider = test.by[\"north\"]\n  name = \"o\"\n}");
    scenario.apply();
    scenario.write(
        PROVIDERS.formatted("\"north\", \"south\"")
            + "resource \"test_object\" \"o\" {\n  provider = test.by[\"south\"]\n  name = \"o\"\n}");
    assertThat(scenario.plan().isEmpty()).isTrue();
    scenario.apply();
    assertThat(providersInState())
        .containsExactly("provider[\"registry.opentofu.org/hashicorp/test\"].by[\"south\"]");
  }
}
