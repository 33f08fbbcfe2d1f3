package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceCommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        """
        resource "terraform_data" "box" {
          input = terraform.workspace
        }
        output "workspace" {
          value = terraform_data.box.output
        }
        """);
  }

  private CommandRun run(String... words) {
    return CommandRun.of(folder, words);
  }

  private CommandRun runIn(String workspace, String... words) {
    return CommandRun.of(folder, "", Map.of("TF_WORKSPACE", workspace), words);
  }

  @Test
  void thereIsOneFromTheStart() {
    assertThat(run("workspace", "show").output()).isEqualTo("default\n");
    assertThat(run("workspace", "list").output()).isEqualTo("* default\n\n");
  }

  @Test
  void aNewOneIsSelectedAndHasAStateOfItsOwn() {
    run("apply", "-auto-approve");
    CommandRun made = run("workspace", "new", "staging");

    assertThat(made.output()).startsWith("Created and switched to workspace \"staging\"!\n");
    assertThat(run("workspace", "list").output()).isEqualTo("  default\n* staging\n\n");
    assertThat(run("state", "list").errors()).contains("No state file was found");

    assertThat(run("apply", "-auto-approve").exitCode()).isZero();
    assertThat(run("output", "workspace").output()).isEqualTo("\"staging\"\n");
    assertThat(folder.resolve("terraform.tfstate.d/staging/terraform.tfstate")).exists();

    run("workspace", "select", "default");
    assertThat(run("output", "workspace").output()).isEqualTo("\"default\"\n");
  }

  @Test
  void oneThatDoesNotExistIsNotSelectedUnlessAskedFor() {
    assertThat(run("workspace", "select", "nope").errors()).contains("doesn't exist");
    assertThat(run("workspace", "show").output()).isEqualTo("default\n");
    assertThat(run("workspace", "select", "-or-create", "nope").exitCode()).isZero();
    assertThat(run("workspace", "show").output()).isEqualTo("nope\n");
  }

  @Test
  void theVariableOverridesWhatIsSelected() {
    run("workspace", "new", "staging");
    run("workspace", "select", "default");

    assertThat(runIn("staging", "workspace", "show").output()).isEqualTo("staging\n");
    assertThat(runIn("staging", "workspace", "list").output())
        .contains("* staging")
        .contains("overridden using the TF_WORKSPACE");
    assertThat(runIn("staging", "workspace", "select", "default").errors())
        .contains("Workspace is overridden");
    assertThat(runIn("staging", "apply", "-auto-approve").exitCode()).isZero();
    assertThat(runIn("staging", "output", "workspace").output()).isEqualTo("\"staging\"\n");
    assertThat(run("state", "list").exitCode()).isEqualTo(1);
  }

  @Test
  void aNameThatLeadsElsewhereIsRefused() {
    assertThat(run("workspace", "new", "../up").errors()).contains("Invalid workspace name");
    assertThat(runIn("a/b", "plan").errors()).contains("Invalid workspace name");
    assertThat(runIn("a/b", "state", "list").errors()).contains("Invalid workspace name");
  }

  @Test
  void oneThatIsThereAlreadyIsNotMadeAgain() {
    run("workspace", "new", "staging");
    assertThat(run("workspace", "new", "staging").errors()).contains("already exists");
  }

  @Test
  void oneIsMadeFromAStateFile() {
    run("apply", "-auto-approve");
    run("workspace", "new", "-state=terraform.tfstate", "copy");

    assertThat(run("state", "list").output()).isEqualTo("terraform_data.box\n");
  }

  @Test
  void onlyAnEmptyOneIsDeletedUnlessForced() {
    run("workspace", "new", "staging");
    run("apply", "-auto-approve");
    assertThat(run("workspace", "delete", "staging").errors()).contains("your active workspace");

    run("workspace", "select", "default");
    assertThat(run("workspace", "delete", "staging").errors())
        .contains("Workspace is not empty")
        .contains("- terraform_data.box");
    CommandRun forced = run("workspace", "delete", "-force", "staging");
    assertThat(forced.output())
        .contains("Deleted workspace \"staging\"!")
        .contains("was non-empty");
    assertThat(run("workspace", "list").output()).isEqualTo("* default\n\n");
    assertThat(folder.resolve("terraform.tfstate.d/staging")).doesNotExist();
  }

  @Test
  void theDefaultOneStays() {
    run("workspace", "new", "staging");
    assertThat(run("workspace", "delete", "default").errors()).contains("cannot delete default");
  }

  @Test
  void aSavedPlanIsAppliedToTheWorkspaceItWasMadeFor() {
    run("workspace", "new", "staging");
    assertThat(run("plan", "-out=saved").exitCode()).isZero();
    run("workspace", "select", "default");

    assertThat(run("apply", "saved").exitCode()).isZero();
    assertThat(runIn("staging", "output", "workspace").output()).isEqualTo("\"staging\"\n");
    assertThat(run("state", "list").errors()).contains("No state file was found");
  }
}
