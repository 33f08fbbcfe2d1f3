package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendInitTest {
  @TempDir private Path folder;

  private void write(String backend) throws IOException {
    Files.writeString(
        folder.resolve("main.tf"),
        backend + "\nresource \"terraform_data\" \"box\" {\n  input = 1\n}\n");
  }

  private static String local(String arguments) {
    return "terraform {\n  backend \"local\" {\n" + arguments + "\n  }\n}\n";
  }

  private CommandRun run(String... words) {
    return CommandRun.of(folder, words);
  }

  private CommandRun answer(String answer, String... words) {
    return CommandRun.of(folder, answer + "\n", Map.of(), words);
  }

  private String record() throws IOException {
    return Files.readString(folder.resolve(".terraform/terraform.tfstate"));
  }

  @Test
  void aBackendMustBeInitializedOnce() throws IOException {
    write(local("path = \"there/a.tfstate\""));

    assertThat(run("plan").errors())
        .contains("Backend initialization required")
        .contains("Initial configuration of the requested backend \"local\"");
    CommandRun init = run("init");
    assertThat(init.errors()).isEmpty();
    assertThat(init.output()).contains("Successfully configured the backend \"local\"!");
    assertThat(run("apply", "-auto-approve").exitCode()).isZero();
    assertThat(folder.resolve("there/a.tfstate")).exists();
    assertThat(run("state", "list").output()).isEqualTo("terraform_data.box\n");
  }

  @Test
  void itIsRecordedAsThePeersDoWithTheSameChecksum() throws IOException {
    write(local("path = \"x/y.tfstate\""));
    run("init");

    assertThat(record())
        .startsWith("{\n  \"version\": 3,\n  \"terraform_version\": ")
        .endsWith(
            """
              "backend": {
                "type": "local",
                "config": {
                  "path": "x/y.tfstate"
                },
                "hash": 1293398979
              }
            }\
            """);
  }

  @Test
  void argumentsComeFromTheCommandLineAndFromFiles() throws IOException {
    write(local("workspace_dir = \"spaces\""));
    Files.writeString(folder.resolve("more.hcl"), "path = \"one.tfstate\"\n");

    assertThat(run("init", "-backend-config=more.hcl").errors()).isEmpty();
    assertThat(record()).contains("\"path\": \"one.tfstate\"").contains("\"spaces\"");
    assertThat(run("plan").exitCode()).isZero();
    assertThat(run("init").exitCode()).isZero();
    assertThat(record()).contains("\"path\": \"one.tfstate\"");

    assertThat(run("init", "-backend-config=path=two.tfstate").errors())
        .contains("Backend configuration changed");
    run("init", "-reconfigure", "-backend-config=path=two.tfstate");
    assertThat(record()).contains("\"path\": \"two.tfstate\"");
  }

  @Test
  void anArgumentThatTheBackendDoesNotKnowIsRefused() throws IOException {
    write(local(""));
    assertThat(run("init", "-backend-config=foo=bar").errors())
        .contains("Invalid backend configuration argument")
        .contains("\"foo\"");
    assertThat(run("init", "-backend-config=missing.hcl").errors()).contains("Failed to read file");
  }

  @Test
  void variablesAndLocalsMayStandInTheBlock() throws IOException {
    write(
        """
        variable "name" { default = "plain" }
        locals { file = "${var.name}.tfstate" }
        """
            + local("path = local.file"));
    run("init", "-var=name=special");

    assertThat(record()).contains("\"path\": \"special.tfstate\"");
    assertThat(run("plan").errors()).contains("Backend configuration block has changed");
    assertThat(run("plan", "-var=name=special").exitCode()).isZero();
  }

  @Test
  void aValueThatIsNotKnownEarlyIsRefused() throws IOException {
    write(local("path = terraform_data.box.id"));
    assertThat(run("init").errors()).contains("Value not known early enough");
  }

  @Test
  void aChangeIsNoticedAndTheStateTakenAlongWhenWanted() throws IOException {
    write(local("path = \"one.tfstate\""));
    run("init");
    run("apply", "-auto-approve");
    write(local("path = \"two.tfstate\""));

    assertThat(run("plan").errors()).contains("Backend configuration block has changed");
    assertThat(run("init").errors()).contains("-migrate-state").contains("-reconfigure");
    assertThat(run("init", "-migrate-state", "-reconfigure").errors())
        .contains("mutually-exclusive");

    CommandRun moved = answer("yes", "init", "-migrate-state");
    assertThat(moved.errors()).isEmpty();
    assertThat(moved.output()).contains("Do you want to copy existing state to the new backend?");
    assertThat(folder.resolve("two.tfstate")).exists();
    assertThat(run("plan", "-detailed-exitcode").exitCode()).isZero();
  }

  @Test
  void withoutAnAnswerNothingChanges() throws IOException {
    write("");
    run("apply", "-auto-approve");
    write(local("path = \"two.tfstate\""));

    assertThat(run("init").errors()).contains("Migration aborted");
    assertThat(run("init", "-input=false").errors()).contains("-force-copy");
    assertThat(folder.resolve(".terraform/terraform.tfstate")).doesNotExist();
    assertThat(folder.resolve("two.tfstate")).doesNotExist();
  }

  @Test
  void anotherStateIsOverwrittenOnlyAfterAQuestion() throws IOException {
    write(local("path = \"two.tfstate\""));
    run("init");
    run("apply", "-auto-approve");
    String second = Files.readString(folder.resolve("two.tfstate"));
    write(local("path = \"one.tfstate\""));
    run("init", "-reconfigure");
    run("apply", "-auto-approve");
    run("apply", "-auto-approve", "-replace=terraform_data.box");
    write(local("path = \"two.tfstate\""));

    CommandRun kept = answer("no", "init", "-migrate-state");
    assertThat(kept.output()).contains("Do you want to overwrite the state in the new backend?");
    assertThat(folder.resolve("two.tfstate")).hasContent(second);
  }

  @Test
  void allWorkspacesAreTakenAlong() throws IOException {
    write("");
    run("apply", "-auto-approve");
    run("workspace", "new", "staging");
    run("apply", "-auto-approve");
    run("workspace", "new", "empty");
    write(local("path = \"two.tfstate\"\n workspace_dir = \"spaces\""));

    assertThat(run("init", "-force-copy").errors()).isEmpty();
    assertThat(run("workspace", "list").output()).isEqualTo("  default\n* empty\n  staging\n\n");
    assertThat(folder.resolve("spaces/staging/terraform.tfstate")).exists();
    assertThat(folder.resolve("two.tfstate")).exists();
  }

  @Test
  void workspacesThatStayWhereTheyAreAreNoObstacle() throws IOException {
    write(local("path = \"one.tfstate\""));
    run("init");
    run("workspace", "new", "staging");
    run("apply", "-auto-approve");
    write(local("path = \"two.tfstate\""));

    assertThat(run("init", "-force-copy").errors()).isEmpty();
    assertThat(run("state", "list").output()).isEqualTo("terraform_data.box\n");
  }

  @Test
  void aBlockThatIsGoneTakesTheStateBack() throws IOException {
    write(local("path = \"one.tfstate\""));
    run("init");
    run("apply", "-auto-approve");
    write("");

    assertThat(run("plan").errors()).contains("Unsetting the previously set backend \"local\"");
    CommandRun init = run("init", "-force-copy");
    assertThat(init.output()).contains("Successfully unset the backend \"local\"");
    assertThat(record()).doesNotContain("backend");
    assertThat(run("state", "list").output()).isEqualTo("terraform_data.box\n");
  }

  @Test
  void backendFalseLeavesItAsItIs() throws IOException {
    write(local("path = \"one.tfstate\""));
    assertThat(run("init", "-backend=false").exitCode()).isZero();
    assertThat(folder.resolve(".terraform/terraform.tfstate")).doesNotExist();
  }

  @Test
  void aTypeThatNobodyKnowsIsRefusedWithThoseThereAre() throws IOException {
    write("terraform {\n  backend \"carrier_pigeon\" {}\n}\n");
    assertThat(run("init").errors()).contains("Unsupported backend type").contains("local");
    assertThat(run("state", "list").errors()).contains("Unsupported backend type");
  }

  @Test
  void theDataDirectoryCanBeElsewhere() throws IOException {
    write(local("path = \"one.tfstate\""));
    CommandRun.of(folder, "", Map.of("TF_DATA_DIR", "data"), "init");
    assertThat(folder.resolve("data/terraform.tfstate")).exists();
    assertThat(folder.resolve(".terraform")).doesNotExist();
  }
}
