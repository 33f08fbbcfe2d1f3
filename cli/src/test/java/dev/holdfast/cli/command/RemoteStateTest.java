package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The data source `terraform_remote_state`.
class RemoteStateTest {
  @TempDir private Path root;
  private Path network;
  private Path servers;

  @BeforeEach
  void write() throws IOException {
    network = Files.createDirectories(root.resolve("network"));
    servers = Files.createDirectories(root.resolve("servers"));
    Files.writeString(
        network.resolve("main.tf"),
        """
        output "subnet" { value = "10.0.${terraform.workspace == "default" ? 0 : 1}.0/24" }
        output "zones" { value = ["a", "b"] }
        """);
  }

  private void refer(String arguments) throws IOException {
    Files.writeString(
        servers.resolve("main.tf"),
        """
        data "terraform_remote_state" "network" {
          %s
        }
        output "subnet" { value = data.terraform_remote_state.network.outputs.subnet }
        output "gateway" {
          value = try(data.terraform_remote_state.network.outputs.gateway, "none")
        }
        """
            .formatted(arguments));
  }

  private static final String LOCAL =
      """
      backend = "local"
      config  = { path = "../network/terraform.tfstate" }
      """;

  @Test
  void readsTheOutputsOfAnotherConfiguration() throws IOException {
    assertThat(CommandRun.of(network, "apply", "-auto-approve").exitCode()).isZero();
    refer(LOCAL);
    CommandRun apply = CommandRun.of(servers, "apply", "-auto-approve");
    assertThat(apply.errors()).isEmpty();
    assertThat(CommandRun.of(servers, "output", "subnet").output()).isEqualTo("\"10.0.0.0/24\"\n");
    assertThat(CommandRun.of(servers, "plan", "-detailed-exitcode").exitCode()).isZero();
  }

  @Test
  void takesDefaultsWhereAnOutputIsMissing() throws IOException {
    CommandRun.of(network, "apply", "-auto-approve");
    refer(LOCAL + "\ndefaults = { gateway = \"10.0.0.1\", subnet = \"unused\" }");
    CommandRun.of(servers, "apply", "-auto-approve");
    assertThat(CommandRun.of(servers, "output", "gateway").output()).isEqualTo("\"10.0.0.1\"\n");
    assertThat(CommandRun.of(servers, "output", "subnet").output()).isEqualTo("\"10.0.0.0/24\"\n");
  }

  @Test
  void readsAnotherWorkspace() throws IOException {
    CommandRun.of(network, "", Map.of("TF_WORKSPACE", "staging"), "apply", "-auto-approve");
    refer(
        """
        backend   = "local"
        workspace = "staging"
        config    = { workspace_dir = "../network/terraform.tfstate.d" }
        """);
    CommandRun.of(servers, "apply", "-auto-approve");
    assertThat(CommandRun.of(servers, "output", "subnet").output()).isEqualTo("\"10.0.1.0/24\"\n");
  }

  @Test
  void saysThatThereIsNoState() throws IOException {
    refer(LOCAL);
    assertThat(CommandRun.of(servers, "plan").errors())
        .contains("Unable to find remote state")
        .contains("data \"terraform_remote_state\" \"network\"");
  }

  @Test
  void saysWhatIsWrongWithTheBackend() throws IOException {
    refer("backend = \"nope\"");
    assertThat(CommandRun.of(servers, "validate").errors())
        .contains("There is no backend type named \"nope\"");
    refer("backend = \"local\"\nconfig = { foo = 1 }");
    assertThat(CommandRun.of(servers, "validate").errors())
        .contains("is not valid for backend \"local\"")
        .contains("\"foo\"");
  }
}
