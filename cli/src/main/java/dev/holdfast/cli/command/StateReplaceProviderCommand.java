package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.config.ProviderSourceParser;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.edit.ProviderReplacement;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.syntax.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `state replace-provider`: hands the objects of one provider over to another.
final class StateReplaceProviderCommand implements Command {
  private static final Flag AUTO_APPROVE = Flag.on("auto-approve", "Do not ask.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "replace-provider",
          "Hand the objects of one provider over to another",
          "Makes another provider responsible for all objects of one: for a provider that has moved to"
              + " another source.\n\n"
              + "  holdfast state replace-provider hashicorp/aws registry.acme.example/acme/aws",
          List.of(
              AUTO_APPROVE,
              CommonFlags.LOCK,
              CommonFlags.LOCK_TIMEOUT,
              CommonFlags.STATE,
              CommonFlags.MESSAGES,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.IGNORE_REMOTE_VERSION,
              CommonFlags.NO_COLOR),
          new Positionals("FROM TO", 2, 2, false));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    List<String> words = invocation.arguments().positionals();
    Diagnostics diagnostics = new Diagnostics();
    ProviderSource from = source(words.get(0), diagnostics);
    ProviderSource to = source(words.get(1), diagnostics);
    if (invocation.report(diagnostics.list()) || from == null || to == null) {
      return Invocation.FAILED;
    }
    return StateEditing.run(
        invocation, "state replace-provider", session -> replace(invocation, session, from, to));
  }

  private static @Nullable ProviderSource source(String text, Diagnostics diagnostics) {
    SourceFile file = SourceFile.of(AddressParser.SOURCE, text);
    Parsed<@Nullable ProviderSource> parsed =
        ProviderSourceParser.parse(text, file.range(0, file.size()));
    diagnostics.addAll(parsed.diagnostics());
    return parsed.tree();
  }

  private static int replace(
      Invocation invocation, StateSession session, ProviderSource from, ProviderSource to)
      throws StateWriteException {
    List<StoredInstance> affected = ProviderReplacement.affected(session.state(), from);
    if (affected.isEmpty()) {
      invocation.out().println("No matching resources found.");
      return 0;
    }
    StringBuilder text = new StringBuilder();
    text.append("Holdfast will perform the following actions:\n\n  ~ Updating provider:\n");
    text.append("    - %s\n    + %s\n\n".formatted(from, to));
    text.append("Changing %d resources:\n\n".formatted(affected.size()));
    affected.forEach(instance -> text.append("  ").append(instance.address()).append('\n'));
    invocation.out().print(text);
    if (!invocation.arguments().isOn(AUTO_APPROVE)
        && !Confirmation.ask(invocation, "Do you want to make these changes?", "")) {
      invocation.out().println("Cancelled replacing providers.");
      return Invocation.FAILED;
    }
    session.change(ProviderReplacement.changes(affected, to));
    session.commit();
    invocation
        .out()
        .println("\nSuccessfully replaced provider for %d resources.".formatted(affected.size()));
    return 0;
  }
}
