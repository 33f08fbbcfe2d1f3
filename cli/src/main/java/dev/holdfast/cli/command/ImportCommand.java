package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.address.AddressParser;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.planning.PlanOptions;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `import`: takes one object that exists into the state, without a plan for others to see.
final class ImportCommand implements Command {
  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "import",
          "Take an object that exists into the state",
          "Asks the provider for the object that it knows by the id, and keeps it in the state as the"
              + " resource at the address, which the configuration must declare. An import block does"
              + " the same and shows the plan first.\n\n"
              + "  holdfast import 'terraform_data.box' 7c1e",
          CommonFlags.withDiagnostics(
              CommonFlags.VARIABLE,
              CommonFlags.VARIABLE_FILE,
              CommonFlags.INPUT,
              CommonFlags.PARALLELISM,
              CommonFlags.LOCK,
              CommonFlags.LOCK_TIMEOUT,
              CommonFlags.STATE,
              CommonFlags.MESSAGES,
              CommonFlags.IGNORE_REMOTE_VERSION,
              CommonFlags.NO_COLOR),
          new Positionals("ADDRESS ID", 2, 2, false));

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    Diagnostics diagnostics = new Diagnostics();
    Duration patience = LockTimeout.of(invocation.arguments(), diagnostics);
    List<String> words = invocation.arguments().positionals();
    var parsed = AddressParser.resourceInstance(words.getFirst());
    diagnostics.addAll(parsed.diagnostics());
    ResourceInstanceAddress address = parsed.tree();
    if (invocation.report(diagnostics.list()) || address == null) {
      return Invocation.FAILED;
    }
    if (address.resource().mode() != ResourceMode.MANAGED) {
      return invocation.fail(
          "Invalid address",
          "A managed resource address is required. Importing into a data resource is not allowed.");
    }
    Project project = Project.here(invocation);
    Optional<Planning> planning =
        Planning.prepare(
            project, View.of(invocation), PlanOptions.importing(address, words.getLast()));
    if (planning.isEmpty()) {
      return Invocation.FAILED;
    }
    if (planning.get().loaded().configuration().resource(address.configuration()) == null) {
      return undeclared(invocation, address);
    }
    try (StateSession session =
        project.store(planning.get().loaded()).open(new LockRequest("import", "", patience))) {
      invocation.report(session.diagnostics());
      return take(planning.get(), session, address);
    } catch (StateLockedException e) {
      return invocation.fail("The state is locked", String.valueOf(e.getMessage()));
    } catch (StateUnavailableException e) {
      invocation.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  private static int undeclared(Invocation invocation, ResourceInstanceAddress address) {
    ModuleInstanceAddress module = address.module();
    return invocation.fail(
        "Resource not declared",
        """
        Resource address "%s" does not exist in the configuration.

        Before importing this resource, please create its configuration in %s. For example:

        resource "%s" "%s" {
          # (resource arguments)
        }\
        """
            .formatted(
                address,
                module.isRoot() ? "the root module" : "module " + module,
                address.resource().type(),
                address.resource().name()));
  }

  private static int take(Planning planning, StateSession session, ResourceInstanceAddress address)
      throws InterruptedException {
    Invocation invocation = planning.project().invocation();
    StoredInstance known = session.state().instance(address);
    if (known != null && known.current() != null) {
      return invocation.fail(
          "Resource already managed by Holdfast",
          "Holdfast is already managing a remote object for %s. To import to this address you must first remove the existing object from the state."
              .formatted(address));
    }
    Plan plan = planning.plan(session.state());
    if (planning.view().report(plan.diagnostics())) {
      return Invocation.FAILED;
    }
    if (!ApplyCommand.record(planning, plan, session)) {
      return Invocation.FAILED;
    }
    invocation
        .out()
        .println(
            "\n"
                + invocation.terminal().palette().green("Import successful!")
                + "\n\nThe resources that were imported are shown above. These resources are now in\n"
                + "your Holdfast state and will henceforth be managed by Holdfast.\n");
    return 0;
  }
}
