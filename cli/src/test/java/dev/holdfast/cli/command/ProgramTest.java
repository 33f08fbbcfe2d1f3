package dev.holdfast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
  @TempDir Path folder;

  @Test
  void showsItsVersion() {
    assertThat(CommandRun.of(folder, "version").output()).startsWith("Holdfast v");
    assertThat(CommandRun.of(folder, "-version").output()).startsWith("Holdfast v");
    assertThat(CommandRun.of(folder, "version", "-json").output()).contains("\"platform\": \"");
  }

  @Test
  void showsHelpOfCommandsAndFailsWithoutOne() {
    assertThat(CommandRun.of(folder, "fmt", "-help").output())
        .startsWith("Usage: holdfast [global options] fmt [options] [FILE or DIRECTORY…]\n");
    assertThat(CommandRun.of(folder, "lab").output()).contains("Subcommands:\n", "  exec ");
    assertThat(CommandRun.of(folder, "state").exitCode()).isEqualTo(1);
    assertThat(CommandRun.of(folder, "state", "-help").exitCode()).isZero();
    CommandRun nothing = CommandRun.of(folder);
    assertThat(nothing.output()).startsWith("Usage: holdfast");
    assertThat(nothing.exitCode()).isEqualTo(1);
    assertThat(CommandRun.of(folder, "-help").exitCode()).isZero();
  }

  @Test
  void explainsFaultyCommandLines() {
    CommandRun run = CommandRun.of(folder, "fmt", "-chek");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors())
        .isEqualTo(
            """

            Error: Unknown flag

            The command "fmt" has no flag -chek. Did you mean -check?

            For its flags and arguments, run: holdfast fmt -help
            """);
    assertThat(CommandRun.of(folder, "ftm").errors()).contains("Did you mean \"fmt\"?");
    assertThat(CommandRun.of(folder, "-chdir=nowhere", "fmt").errors()).contains("No such folder");
  }
}
