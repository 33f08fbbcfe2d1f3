package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import java.util.ArrayList;
import java.util.List;

/// `refresh`: brings the state up to date with the objects, without asking.
final class RefreshCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "refresh",
          "Update the state to match the objects as they are",
          "Looks at everything the state knows of and keeps what it finds: the same as \"apply"
              + " -refresh-only -auto-approve\". To see first what would be kept, use \"apply"
              + " -refresh-only\".",
          flags(),
          Positionals.optional("[DIRECTORY]"));

  private static List<Flag> flags() {
    List<Flag> flags = new ArrayList<>(PlanFlags.FOR_REFRESH);
    flags.addAll(List.of(CommonFlags.LOCK, CommonFlags.LOCK_TIMEOUT));
    return flags;
  }

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    return ApplyCommand.refresh(invocation);
  }
}
