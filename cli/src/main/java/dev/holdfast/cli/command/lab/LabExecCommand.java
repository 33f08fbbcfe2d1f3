package dev.holdfast.cli.command.lab;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.command.Command;
import dev.holdfast.cli.command.Invocation;
import dev.holdfast.lab.Labs;
import dev.holdfast.lab.host.HostNotRunning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `lab exec`: runs a command in a lab host, with the terminal and the exit code of this command.
final class LabExecCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "exec",
          "Run a command in a lab host",
          "Runs a command as root in a lab host. Standard input, output and the exit code are those of"
              + " the command.\n\n  holdfast lab exec client -- curl http://www.shop.test/",
          List.of(LabHostReference.LAB),
          Positionals.withCommandLine("HOST -- COMMAND…", 2));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    List<String> words = invocation.arguments().positionals();
    try {
      Optional<LabHostReference> found =
          LabHostReference.find(invocation, Labs.ofMachine(), words.getFirst());
      if (found.isEmpty()) {
        return Invocation.FAILED;
      }
      LabHostReference reference = found.get();
      return LabProcess.run(
          invocation, reference.lab().enter(reference.host(), words.subList(1, words.size())));
    } catch (HostNotRunning e) {
      return invocation.fail("The host does not run", e.getMessage() + ".");
    } catch (IOException e) {
      return invocation.fail("Cannot run the command", e.getMessage() + ".");
    }
  }
}
