package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `taint` and `untaint`: say that an object must be made anew, or that it need not be.
final class TaintCommand implements Command {
  private static final Flag ALLOW_MISSING =
      Flag.on("allow-missing", "Succeed even if the state has no such object.");

  private final CommandDeclaration declaration;
  private final boolean taints;

  private TaintCommand(String name, String summary, String description, boolean taints) {
    this.declaration =
        new CommandDeclaration(
            name,
            summary,
            description,
            List.of(
                ALLOW_MISSING,
                CommonFlags.LOCK,
                CommonFlags.LOCK_TIMEOUT,
                CommonFlags.STATE,
                CommonFlags.VARIABLE,
                CommonFlags.VARIABLE_FILE,
                CommonFlags.MESSAGES,
                CommonFlags.IGNORE_REMOTE_VERSION,
                CommonFlags.NO_COLOR),
            Positionals.one("ADDRESS"));
    this.taints = taints;
  }

  static TaintCommand taint() {
    return new TaintCommand(
        "taint",
        "Mark an object as not fully functional",
        "Marks an object in the state, so that the next plan replaces it. To see the plan first, use"
            + " \"plan -replace=ADDRESS\" in its place.",
        true);
  }

  static TaintCommand untaint() {
    return new TaintCommand(
        "untaint",
        "Take back that an object is not fully functional",
        "Takes the mark from an object that \"taint\" or a failed creation has set, so that the next"
            + " plan does not replace it.",
        false);
  }

  @Override
  public CommandDeclaration declaration() {
    return declaration;
  }

  @Override
  public int run(Invocation invocation) {
    Diagnostics diagnostics = new Diagnostics();
    var parsed = AddressParser.resourceInstance(invocation.arguments().positionals().getFirst());
    diagnostics.addAll(parsed.diagnostics());
    ResourceInstanceAddress address = parsed.tree();
    if (invocation.report(diagnostics.list()) || address == null) {
      return Invocation.FAILED;
    }
    if (address.resource().mode() != ResourceMode.MANAGED) {
      return invocation.fail(
          "Invalid address",
          "%s cannot be %s: only managed resources have objects that can be replaced."
              .formatted(address, taints ? "tainted" : "untainted"));
    }
    return StateEditing.run(
        invocation, declaration.name(), session -> mark(invocation, address, session));
  }

  private int mark(Invocation invocation, ResourceInstanceAddress address, StateSession session)
      throws StateWriteException {
    StoredInstance instance = session.state().instance(address);
    StoredObject object = instance == null ? null : instance.current();
    if (instance == null || object == null) {
      return missing(invocation, address, instance);
    }
    boolean tainted = object.status() == StoredObject.Status.TAINTED;
    if (!taints && !tainted) {
      return invocation.fail(
          "Resource instance is not tainted",
          "Resource instance %s is not currently tainted, and so it cannot be untainted."
              .formatted(address));
    }
    StoredObject.Status status = taints ? StoredObject.Status.TAINTED : StoredObject.Status.READY;
    session.change(
        List.of(
            new StateChange.Put(
                new StoredInstance(
                    address, instance.provider(), object.withStatus(status), instance.deposed()))));
    session.commit();
    invocation
        .out()
        .println(
            "Resource instance %s has been %s."
                .formatted(address, taints ? "marked as tainted" : "successfully untainted"));
    return 0;
  }

  private int missing(
      Invocation invocation, ResourceInstanceAddress address, @Nullable StoredInstance instance) {
    if (invocation.arguments().isOn(ALLOW_MISSING)) {
      invocation.report(
          List.of(
              Diagnostic.warning(
                  "No such resource instance",
                  "Resource instance %s was not found, but this is not an error because -allow-missing was set."
                      .formatted(address))));
      return 0;
    }
    if (instance != null) {
      return invocation.fail(
          "No such resource instance",
          "Resource instance %s is only partially destroyed, so it has no current object to %s. Its deposed objects are destroyed by the next \"holdfast apply\"."
              .formatted(address, declaration.name()));
    }
    return invocation.fail(
        "No such resource instance",
        "There is no resource instance in the state with the address %s. If the resource configuration has just been added, you must run \"holdfast apply\" once to create the corresponding instance(s) before they can be %s."
            .formatted(address, taints ? "tainted" : "untainted"));
  }
}
