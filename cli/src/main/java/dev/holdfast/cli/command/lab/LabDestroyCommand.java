package dev.holdfast.cli.command.lab;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.command.Command;
import dev.holdfast.cli.command.CommonFlags;
import dev.holdfast.cli.command.Confirmation;
import dev.holdfast.cli.command.Invocation;
import dev.holdfast.lab.Labs;
import java.io.IOException;
import java.util.List;

/// `lab destroy`: removes whole labs with every trace, whether or not a state knows of them.
final class LabDestroyCommand implements Command {
  private static final Flag ALL = Flag.on("all", "Remove every lab of this machine.");
  private static final Flag AUTO_APPROVE = Flag.on("auto-approve", "Do not ask.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "destroy",
          "Remove a lab with every trace of it",
          "Removes a lab with all its hosts, networks and files, from what is found of it on this"
              + " machine: it needs no configuration and no state. A state that knows of the lab will"
              + " show its objects as gone. Prefer \"holdfast destroy\" where there is a configuration.",
          List.of(ALL, AUTO_APPROVE, CommonFlags.NO_COLOR),
          Positionals.any("[LAB…]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    boolean all = invocation.arguments().isOn(ALL);
    List<String> wanted = invocation.arguments().positionals();
    try {
      Labs labs = Labs.ofMachine();
      List<String> known = labs.names();
      if (all == !wanted.isEmpty()) {
        return invocation.fail(
            "Which lab?",
            "Name the labs to remove, or give -all. There are: " + String.join(", ", known) + ".");
      }
      List<String> missing = wanted.stream().filter(name -> !known.contains(name)).toList();
      if (!missing.isEmpty()) {
        return invocation.fail(
            "No such lab", "There is no lab \"" + missing.getFirst() + "\" on this machine.");
      }
      List<String> targets = all ? known : wanted;
      if (!invocation.arguments().isOn(AUTO_APPROVE)
          && !targets.isEmpty()
          && !Confirmation.ask(
              invocation,
              "Do you really want to remove the labs " + String.join(", ", targets) + "?",
              "All their hosts, networks and files will be gone. There is no undo.")) {
        return invocation.fail("Cancelled", "Nothing was removed.");
      }
      for (String name : targets) {
        labs.lab(name).destroy();
        invocation.out().println("Removed the lab " + name + ".");
      }
      return 0;
    } catch (IOException e) {
      return invocation.fail("Cannot remove the lab", e.getMessage() + ". Run it again to go on.");
    }
  }
}
