package dev.holdfast.cli.crash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a run whose disk is full: a small file system of its own, in a namespace of its
/// own.
class FullDiskTest {
  private static final String CONFIGURATION =
      """
      terraform {
        required_providers {
          file = {
            source = "holdfast.dev/test/file"
          }
        }
      }
      resource "terraform_data" "large" {
        count = 20
        input = join("", [for i in range(1000) : "some text ${count.index}"])
      }
      """;

  @TempDir Path folder;

  private record Ended(int exitCode, String output) {}

  @Test
  void nothingThatWasDoneIsLost() throws Exception {
    Files.createDirectories(folder.resolve("disk"));
    Files.createDirectories(folder.resolve("objects"));
    Files.createDirectories(folder.resolve("kept"));
    Files.writeString(folder.resolve("main.tf"), CONFIGURATION);
    Assumptions.assumeTrue(
        script("mount -t tmpfs -o size=200k tmpfs disk").exitCode() == 0,
        "this machine allows no mount in a namespace of one's own");

    Ended ended =
        script(
            """
            mount -t tmpfs -o size=200k tmpfs disk
            cp main.tf disk
            holdfast apply -auto-approve -no-color
            cp -r disk/. kept
            """);

    assertThat(ended.output()).contains("No space left on device", "Make room");
    long made = ended.output().lines().filter(line -> line.contains("Creation complete")).count();
    assertThat(made).isPositive().isLessThan(20);
    assertThat(ended.output().split("Failed to save the state", -1)).hasSize(2);

    Ended after =
        script(
            """
            cp -r kept/. disk
            holdfast apply -auto-approve -no-color
            """);
    assertThat(after.exitCode()).as(after.output()).isZero();
    State state =
        StateFile.read(Files.readAllBytes(folder.resolve("disk/terraform.tfstate")), "state")
            .state();
    assertThat(requireNonNull(state).instances()).hasSize(20);
  }

  /// Runs a shell that is root of its own namespaces, in the folder.
  private Ended script(String text) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String holdfast =
        "holdfast() { '%s' -cp '%s' '%s' disk objects \"$@\"; }\n"
            .formatted(
                java, System.getProperty("java.class.path"), CrashingProgram.class.getName());
    Process process =
        new ProcessBuilder("unshare", "-rm", "sh", "-c", holdfast + text)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), output);
  }
}
