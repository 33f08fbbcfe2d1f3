package dev.holdfast.cli.command.lab;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.command.Command;
import dev.holdfast.cli.command.CommonFlags;
import dev.holdfast.cli.command.Invocation;
import dev.holdfast.cli.terminal.Palette;
import dev.holdfast.cli.terminal.TextWidth;
import dev.holdfast.lab.Checkup;
import dev.holdfast.lab.Doctor;
import java.io.IOException;
import java.util.List;

/// `lab doctor`: whether this machine can have labs, and what to do where it cannot.
final class LabDoctorCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "doctor",
          "Look whether this machine can have labs",
          "Looks at everything that a lab needs of this machine and says what to do where something"
              + " is missing. Changes nothing. Exits with 1 if labs cannot work.",
          List.of(CommonFlags.NO_COLOR),
          Positionals.NONE);

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    try {
      List<Checkup> checkups = new Doctor().examine();
      int width = checkups.stream().mapToInt(each -> TextWidth.of(each.name())).max().orElse(0);
      Palette palette = invocation.terminal().palette();
      for (Checkup checkup : checkups) {
        invocation
            .out()
            .println(
                verdict(checkup, palette)
                    + "  "
                    + TextWidth.pad(checkup.name(), width)
                    + "  "
                    + checkup.found());
        if (!checkup.advice().isEmpty()) {
          invocation.out().println(" ".repeat(9) + "→ " + checkup.advice());
        }
      }
      boolean works =
          checkups.stream().noneMatch(each -> each.verdict() == Checkup.Verdict.PROBLEM);
      return works ? 0 : Invocation.FAILED;
    } catch (IOException e) {
      return invocation.fail("Cannot look at this machine", e.getMessage() + ".");
    }
  }

  private static String verdict(Checkup checkup, Palette palette) {
    return switch (checkup.verdict()) {
      case OK -> palette.green("ok     ");
      case LIMITED -> palette.yellow("limited");
      case PROBLEM -> palette.red("problem");
    };
  }
}
