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

/// `lab shell`: a login shell in a lab host.
final class LabShellCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "shell",
          "Open a shell in a lab host",
          "Opens a login shell as root in a lab host.",
          List.of(LabHostReference.LAB),
          Positionals.one("HOST"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    String host = invocation.arguments().positionals().getFirst();
    try {
      Optional<LabHostReference> found = LabHostReference.find(invocation, Labs.ofMachine(), host);
      if (found.isEmpty()) {
        return Invocation.FAILED;
      }
      return LabProcess.run(invocation, found.get().lab().shell(host));
    } catch (HostNotRunning e) {
      return invocation.fail("The host does not run", e.getMessage() + ".");
    } catch (IOException e) {
      return invocation.fail("Cannot open a shell", e.getMessage() + ".");
    }
  }
}
