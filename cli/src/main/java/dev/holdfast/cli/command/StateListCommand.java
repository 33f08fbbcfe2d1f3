package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.codec.ValueJson;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `state list`: the addresses of what the state knows of.
final class StateListCommand implements Command {
  private static final Flag ID = Flag.text("id", "ID", "Only objects whose attribute id is this.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "list",
          "List the objects in the state",
          "Lists the addresses of the objects in the state: all, or those in the modules and resources"
              + " that are named.",
          List.of(
              ID,
              CommonFlags.STATE,
              CommonFlags.MESSAGES,
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.NO_COLOR),
          Positionals.any("[ADDRESS…]"));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) {
    List<TargetAddress> wanted = new ArrayList<>();
    for (String text : invocation.arguments().positionals()) {
      Parsed<@Nullable TargetAddress> parsed = AddressParser.target(text);
      if (parsed.tree() == null || parsed.hasErrors()) {
        invocation.report(parsed.diagnostics());
        return Invocation.FAILED;
      }
      wanted.add(parsed.tree());
    }
    try {
      StateStore.Snapshot snapshot = Project.here(invocation).store().read();
      invocation.report(snapshot.diagnostics());
      if (snapshot.state() == null) {
        return invocation.fail(
            "No state file was found",
            "State management commands require a state file. Run this command in a directory where"
                + " Holdfast has been run or use the -state flag to point the command to a specific"
                + " state location.");
      }
      Optional<String> id = invocation.arguments().text(ID);
      for (StoredInstance instance : snapshot.state().instances().values()) {
        if (isWanted(wanted, instance.address())
            && id.map(each -> hasId(instance, each)).orElse(true)) {
          tell(invocation, instance.address().toString());
        }
      }
      return 0;
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  private static void tell(Invocation invocation, String address) {
    invocation
        .json()
        .ifPresentOrElse(
            json -> json.resourceAddress(address), () -> invocation.out().println(address));
  }

  private static boolean isWanted(List<TargetAddress> wanted, ResourceInstanceAddress address) {
    return wanted.isEmpty() || wanted.stream().anyMatch(target -> target.contains(address));
  }

  private static boolean hasId(StoredInstance instance, String id) {
    if (instance.current() == null) {
      return false;
    }
    try {
      return ValueJson.decodeImplied(instance.current().json().bytes())
              instanceof ObjectValue object
          && object.attributes().get("id") instanceof StringValue text
          && text.value().equals(id);
    } catch (CodecException e) {
      return false;
    }
  }
}
