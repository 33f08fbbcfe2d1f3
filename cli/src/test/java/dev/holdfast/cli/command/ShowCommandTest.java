package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.TupleValue;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShowCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeConfiguration() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        variable "size" {
          default = 1
        }

        resource "terraform_data" "a" {
          input = var.size
        }

        output "size" {
          value = terraform_data.a.output
        }
        """);
  }

  @Test
  void withoutStateThereIsOnlyAFormatVersion() {
    assertThat(CommandRun.of(folder, "show", "-json").output())
        .isEqualTo("{\"format_version\":\"1.0\"}\n");
  }

  @Test
  void theStateIsShownAsJson() throws Exception {
    assertThat(CommandRun.of(folder, "apply", "-auto-approve").exitCode()).isZero();
    Value state = ValueJson.decodeImplied(CommandRun.of(folder, "show", "-json").output());
    assertThat(at(state, "values", "outputs", "size", "value")).isEqualTo(Value.of(1));
    Value object = at(state, "values", "root_module", "resources", 0);
    assertThat(at(object, "address")).isEqualTo(Value.of("terraform_data.a"));
    assertThat(at(object, "values", "input")).isEqualTo(Value.of(1));
    CommandRun file = CommandRun.of(folder, "show", "-json", "terraform.tfstate");
    assertThat(ValueJson.decodeImplied(file.output())).isEqualTo(state);
  }

  @Test
  void aSavedPlanIsShownAsJson() throws Exception {
    CommandRun.of(folder, "plan", "-out=saved", "-var=size=2");
    Value plan = ValueJson.decodeImplied(CommandRun.of(folder, "show", "-json", "saved").output());
    assertThat(at(plan, "variables", "size", "value")).isEqualTo(Value.of("2"));
    Value change = at(plan, "resource_changes", 0, "change");
    assertThat(at(change, "actions", 0)).isEqualTo(Value.of("create"));
    assertThat(at(change, "after_unknown", "id")).isEqualTo(Value.of(true));
    assertThat(at(plan, "configuration", "root_module", "resources", 0, "expressions", "input"))
        .isEqualTo(ValueJson.decodeImplied("{\"references\":[\"var.size\"]}"));
    assertThat(at(plan, "errored")).isEqualTo(Value.of(false));
  }

  @Test
  void aPlanWithErrorsCanBeSavedAndShownButNotApplied() throws Exception {
    Files.writeString(
        folder.resolve("check.tf"),
        """
        resource "terraform_data" "b" {
          lifecycle {
            precondition {
              condition     = var.size < 2
              error_message = "The size is too large."
            }
          }
        }
        """);
    CommandRun plan = CommandRun.of(folder, "plan", "-out=saved", "-var=size=2");
    assertThat(plan.exitCode()).isEqualTo(1);
    Value shown = ValueJson.decodeImplied(CommandRun.of(folder, "show", "-json", "saved").output());
    assertThat(at(shown, "errored")).isEqualTo(Value.of(true));
    assertThat(CommandRun.of(folder, "apply", "saved").errors())
        .contains("Cannot apply incomplete plan");
  }

  @Test
  void aPlanOfAnotherFolderIsAppliedWhereItWasMade() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.move(folder.resolve("main.tf"), inner.resolve("main.tf"));
    CommandRun.of(folder, "-chdir=inner", "plan", "-out=saved");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    CommandRun run = CommandRun.of(elsewhere, "apply", inner.resolve("saved").toString());
    assertThat(run.errors()).isEmpty();
    assertThat(inner.resolve("terraform.tfstate")).exists();
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void schemasOfTheProvidersInUseAreShown() throws Exception {
    Value schemas =
        ValueJson.decodeImplied(CommandRun.of(folder, "providers", "schema", "-json").output());
    assertThat(
            at(
                schemas,
                "provider_schemas",
                "terraform.io/builtin/terraform",
                "resource_schemas",
                "terraform_data",
                "block",
                "attributes",
                "triggers_replace",
                "type"))
        .isEqualTo(Value.of("dynamic"));
    assertThat(CommandRun.of(folder, "providers", "schema").errors())
        .contains("The flag -json is required");
  }

  @Test
  void theTreeOfProvidersNamesEachModule() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.writeString(inner.resolve("main.tf"), "resource \"terraform_data\" \"x\" {}\n");
    Files.writeString(folder.resolve("more.tf"), "module \"inner\" {\n  source = \"./inner\"\n}\n");
    assertThat(CommandRun.of(folder, "providers").output())
        .isEqualTo(
            """

            Providers required by configuration:
            .
            ├── provider[terraform.io/builtin/terraform]
            └── module.inner
                └── provider[terraform.io/builtin/terraform]

            """);
  }

  /// What a way of names and positions leads to.
  private static Value at(Value value, Object... steps) {
    Value part = value;
    for (Object step : steps) {
      part =
          step instanceof Integer position
              ? ((TupleValue) part).elements().get(position)
              : Objects.requireNonNull(
                  ((ObjectValue) part).attributes().get(step.toString()), step.toString());
    }
    return part;
  }
}
