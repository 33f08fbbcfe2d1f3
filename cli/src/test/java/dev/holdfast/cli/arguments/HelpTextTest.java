package dev.holdfast.cli.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTextTest {
  private static final CommandDeclaration SHOW =
      new CommandDeclaration(
          "show",
          "Show the state or a plan",
          "Shows the state, or a saved plan, in a form that people read, and goes on to explain this in a long sentence.\n\n  holdfast show  plan.bin",
          List.of(
              Flag.text("out", "FILE", "Write to a file."),
              Flag.on(
                  "json",
                  "Print JSON that programs read, in the format that is documented for Terraform's command of this name."),
              Flag.repeated("a-flag-that-is-very-long", "NAME=VALUE", "Short.")),
          Positionals.optional("[FILE]"));
  private static final CommandDeclaration PROGRAM =
      CommandDeclaration.group("holdfast", "", "An engine.", List.of(SHOW));

  @Test
  void showsUsageDescriptionAndSortedFlags() {
    assertThat(HelpText.of(new CommandPath(List.of(PROGRAM, SHOW))))
        .isEqualTo(
            """
            Usage: holdfast [global options] show [options] [FILE]

              Shows the state, or a saved plan, in a form that people read, and goes on to
              explain this in a long sentence.

                holdfast show  plan.bin

            Options:

              -a-flag-that-is-very-long=NAME=VALUE
                         Short.
              -json      Print JSON that programs read, in the format that is documented
                         for Terraform's command of this name.
              -out=FILE  Write to a file.
            """);
  }

  @Test
  void listsTheCommandsOfTheProgram() {
    assertThat(HelpText.of(new CommandPath(List.of(PROGRAM))))
        .startsWith(
            """
            Usage: holdfast [global options] <command> [options]

              An engine.

            Commands:
              show  Show the state or a plan
            """)
        .contains("-chdir=DIR");
  }
}
