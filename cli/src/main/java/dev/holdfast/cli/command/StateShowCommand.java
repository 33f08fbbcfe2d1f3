package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.Revealed;
import dev.holdfast.cli.render.StateText;
import dev.holdfast.cli.render.json.StateJson;
import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.syntax.Parsed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `state show`: one object of the state for people.
final class StateShowCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "show",
          "Show one object of the state",
          "Shows the attributes of one object in the state. Sensitive values are hidden.\n\n"
              + "  holdfast state show 'lab_host.web[0]'",
          List.of(
              CommonFlags.STATE,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.SHOW_SENSITIVE,
              CommonFlags.JSON,
              CommonFlags.NO_COLOR),
          Positionals.one("ADDRESS"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    String text = invocation.arguments().positionals().getFirst();
    Parsed<@Nullable ResourceInstanceAddress> parsed = AddressParser.resourceInstance(text);
    ResourceInstanceAddress address = parsed.tree();
    if (address == null || parsed.hasErrors()) {
      invocation.report(parsed.diagnostics());
      return Invocation.FAILED;
    }
    Project project = Project.here(invocation);
    Diagnostics diagnostics = new Diagnostics();
    try (CommandProviders builtIn = project.providers();
        Providers providers = new Providers(builtIn, 0, diagnostics)) {
      StateStore.Snapshot snapshot = project.store().read();
      State state = snapshot.state();
      if (state == null || state.instance(address) == null) {
        return invocation.fail(
            "No instance found for the given address",
            "The state has no object at "
                + address
                + ". \"holdfast state list\" shows the addresses of those that there are.");
      }
      show(invocation, state, StateObjects.of(state, providers, address::equals, diagnostics));
      return invocation.report(diagnostics.list()) ? Invocation.FAILED : 0;
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  private static void show(
      Invocation invocation, State state, List<StateText.StateObject> objects) {
    if (invocation.arguments().isOn(CommonFlags.JSON)) {
      JsonDocument.print(invocation.out(), out -> StateJson.write(state, objects, Map.of(), out));
      return;
    }
    StateText text = new StateText(invocation.terminal().palette());
    boolean all = invocation.arguments().isOn(CommonFlags.SHOW_SENSITIVE);
    objects.forEach(each -> invocation.out().print(text.object(all ? Revealed.of(each) : each)));
  }
}
