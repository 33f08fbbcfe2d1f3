package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateCommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void apply() throws IOException {
    Path child = Files.createDirectories(folder.resolve("child"));
    Files.writeString(
        child.resolve("main.tf"), "resource \"terraform_data\" \"inner\" {\n  count = 2\n}\n");
    Files.writeString(
        folder.resolve("main.tf"),
        """
        resource "terraform_data" "base" {}
        resource "terraform_data" "many" {
          count = 2
          input = terraform_data.base.id
        }
        module "m" {
          source = "./child"
        }
        """);
    assertThat(run("apply", "-auto-approve").exitCode()).isZero();
  }

  private CommandRun run(String... words) {
    return CommandRun.of(folder, words);
  }

  private String addresses() {
    return run("state", "list").output();
  }

  @Test
  void movesAnInstanceToAnotherAddress() {
    CommandRun moved = run("state", "mv", "terraform_data.many[0]", "terraform_data.one");

    assertThat(moved.output())
        .isEqualTo(
            """
            Move "terraform_data.many[0]" to "terraform_data.one"
            Successfully moved 1 object(s).
            """);
    assertThat(addresses()).contains("terraform_data.one\n").doesNotContain("many[0]");
  }

  @Test
  void movesAResourceWithAllItsInstancesAndWhatDependsOnItFollows() throws IOException {
    run("state", "mv", "terraform_data.many", "terraform_data.more");
    run("state", "mv", "terraform_data.base", "module.n[\"a b\"].terraform_data.root");

    assertThat(addresses())
        .contains("terraform_data.more[0]\nterraform_data.more[1]\n")
        .contains("module.n[\"a b\"].terraform_data.root\n");
    assertThat(Files.readString(folder.resolve("terraform.tfstate")))
        .contains("\"module.n.terraform_data.root\"")
        .doesNotContain("terraform_data.base");
  }

  @Test
  void movesAModuleWithAllThatIsInIt() {
    run("state", "mv", "module.m", "module.k[0]");

    assertThat(addresses())
        .contains("module.k[0].terraform_data.inner[0]\nmodule.k[0].terraform_data.inner[1]\n")
        .doesNotContain("module.m");
  }

  @Test
  void refusesMovesThatDoNotFitAndChangesNothing() throws IOException {
    String before = Files.readString(folder.resolve("terraform.tfstate"));

    assertThat(run("state", "mv", "terraform_data.base", "terraform_data.many[0]").errors())
        .contains("Invalid target address", "terraform_data.many[0]");
    assertThat(run("state", "mv", "terraform_data.none", "terraform_data.x").errors())
        .contains("Invalid source address", "terraform_data.none");
    assertThat(run("state", "mv", "terraform_data.base", "null_resource.base").errors())
        .contains("Invalid state move request", "resource types");
    assertThat(run("state", "mv", "module.m", "terraform_data.x").exitCode()).isEqualTo(1);
    assertThat(run("state", "mv", "-dry-run", "module.m", "module.n").output())
        .contains("Would move \"module.m.terraform_data.inner[0]\"");
    assertThat(Files.readString(folder.resolve("terraform.tfstate"))).isEqualTo(before);
  }

  @Test
  void movesIntoAnotherState() {
    run("state", "mv", "-state-out=other.tfstate", "module.m", "module.m");

    assertThat(addresses()).doesNotContain("module.m");
    assertThat(run("state", "list", "-state=other.tfstate").output())
        .isEqualTo("module.m.terraform_data.inner[0]\nmodule.m.terraform_data.inner[1]\n");
  }

  @Test
  void forgetsObjects() {
    CommandRun removed = run("state", "rm", "module.m", "terraform_data.many[1]");

    assertThat(removed.output())
        .contains("Removed module.m.terraform_data.inner[0]\n", "Removed terraform_data.many[1]\n")
        .endsWith("Successfully removed 3 resource instance(s).\n");
    assertThat(addresses()).isEqualTo("terraform_data.base\nterraform_data.many[0]\n");
    assertThat(run("state", "rm", "terraform_data.none").errors())
        .contains("No matching objects found");
  }

  @Test
  void whatIsPulledCanBePushedAndNoOtherStateIsOverwritten() throws IOException {
    String pulled = run("state", "pull").output();
    Files.writeString(folder.resolve("old.tfstate"), pulled);
    run("state", "rm", "module.m");

    assertThat(run("state", "push", "old.tfstate").errors())
        .contains("Failed to write state", "newer state");
    assertThat(run("state", "push", "-force", "old.tfstate").exitCode()).isZero();
    assertThat(addresses()).contains("module.m");
    String other = pulled.replaceFirst("(?<=\"lineage\": \")[^\"]*", "another");
    assertThat(CommandRun.of(folder, other, Map.of(), "state", "push", "-").errors())
        .contains("unrelated state");
    assertThat(CommandRun.of(folder, "{", Map.of(), "state", "push", "-").exitCode()).isEqualTo(1);
  }

  @Test
  void handsObjectsOverToAnotherProvider() throws IOException {
    CommandRun refused =
        CommandRun.of(
            folder,
            "no\n",
            Map.of(),
            "state",
            "replace-provider",
            "terraform.io/builtin/terraform",
            "example.org/x/terraform");
    CommandRun replaced =
        run(
            "state",
            "replace-provider",
            "-auto-approve",
            "terraform.io/builtin/terraform",
            "example.org/x/terraform");

    assertThat(refused.output()).contains("Changing 5 resources", "Cancelled");
    assertThat(replaced.output()).endsWith("Successfully replaced provider for 5 resources.\n");
    assertThat(Files.readString(folder.resolve("terraform.tfstate")))
        .contains("provider[\\\"example.org/x/terraform\\\"]")
        .doesNotContain("builtin");
    assertThat(run("state", "replace-provider", "-auto-approve", "a/b", "a/c").output())
        .isEqualTo("No matching resources found.\n");
  }
}
