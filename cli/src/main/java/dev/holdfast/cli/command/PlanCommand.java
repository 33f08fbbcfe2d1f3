package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.engine.config.ModuleManifest;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.saved.ConfigurationSnapshot;
import dev.holdfast.engine.plan.saved.PlanFile;
import dev.holdfast.engine.plan.saved.PlanFileException;
import dev.holdfast.engine.planning.PlanOptions;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateStore;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `plan`: shows what an apply would do. Changes nothing; the lock is taken so that nobody else
/// changes meanwhile what it looks at.
final class PlanCommand implements Command {
  /// With `-detailed-exitcode`: the plan is not empty.
  private static final int CHANGES = 2;

  private static final Flag DETAILED_EXIT_CODE =
      Flag.on("detailed-exitcode", "Exit with 0 if nothing changes, 1 on errors, 2 on changes.");

  private static final Flag OUT =
      Flag.text(
          "out",
          "FILE",
          "Save the plan, so that \"apply FILE\" does exactly that. The file holds every value in the"
              + " clear, also sensitive ones.");

  private static final Flag GENERATE =
      Flag.text(
          "generate-config-out",
          "FILE",
          "Write resource blocks for objects of import blocks that have none into this new file, and"
              + " plan with them.");

  private static final CommandDeclaration DECLARATION =
      new CommandDeclaration(
          "plan",
          "Show what an apply would change",
          "Looks at everything the state knows of, compares it with the configuration, and shows what"
              + " an apply would do. Changes nothing.",
          flags(),
          Positionals.optional("[DIRECTORY]"));

  private static List<Flag> flags() {
    List<Flag> flags = new ArrayList<>(PlanFlags.ALL);
    flags.addAll(
        List.of(DETAILED_EXIT_CODE, OUT, GENERATE, CommonFlags.LOCK, CommonFlags.LOCK_TIMEOUT));
    return flags;
  }

  @Override
  public CommandDeclaration declaration() {
    return DECLARATION;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    View view = View.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    PlanOptions options = PlanFlags.options(invocation, diagnostics).deferring();
    Duration patience = LockTimeout.of(invocation.arguments(), diagnostics);
    if (view.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    Project project = Project.of(invocation);
    Optional<Planning> planning = Planning.prepare(project, view, options);
    if (planning.isEmpty()) {
      return Invocation.FAILED;
    }
    try {
      StateStore store = project.store(planning.get().loaded());
      if (!invocation.arguments().isOn(CommonFlags.LOCK, true)) {
        StateStore.Snapshot snapshot = store.read();
        view.report(snapshot.diagnostics());
        State state = snapshot.state() == null ? State.empty("") : snapshot.state();
        return generateAndPlan(planning.get(), state);
      }
      try (StateSession session = store.open(new LockRequest("plan", "", patience))) {
        view.report(session.diagnostics());
        return generateAndPlan(planning.get(), session.state());
      }
    } catch (StateLockedException e) {
      view.report(List.of(Diagnostic.error("The state is locked", String.valueOf(e.getMessage()))));
    } catch (StateUnavailableException e) {
      view.report(e.diagnostics());
    }
    return Invocation.FAILED;
  }

  private static int generateAndPlan(Planning planning, State state) throws InterruptedException {
    Optional<String> generate = planning.project().invocation().arguments().text(GENERATE);
    Optional<Planning> complete =
        generate.isPresent()
            ? ConfigurationWriting.generate(planning, state, generate.get())
            : Optional.of(planning);
    return complete.isEmpty() ? Invocation.FAILED : plan(complete.get(), state);
  }

  private static int plan(Planning planning, State state) throws InterruptedException {
    View view = planning.view();
    Invocation invocation = planning.project().invocation();
    Plan plan = planning.plan(state);
    view.plan(plan, planning.loaded().configuration());
    if (!planning.options().generated().isEmpty()) {
      ConfigurationWriting.tell(view, invocation.arguments().text(GENERATE).orElse(""));
    }
    boolean failed = view.report(plan.diagnostics());
    Optional<String> out = invocation.arguments().text(OUT);
    // One with errors can still be looked at.
    if (out.isPresent() && !save(planning, plan, out.get())) {
      return Invocation.FAILED;
    }
    if (failed) {
      return Invocation.FAILED;
    }
    view.nextStep(plan, out.orElse(""));
    return invocation.arguments().isOn(DETAILED_EXIT_CODE)
            && (plan.changesAnything() || !plan.deferred().isEmpty())
        ? CHANGES
        : 0;
  }

  private static boolean save(Planning planning, Plan plan, String name) {
    try {
      PlanFile.write(
          planning.project().invocation().folder().resolve(name),
          plan,
          ConfigurationSnapshot.of(
              planning.project().invocation().world().folder().toAbsolutePath().normalize(),
              planning.loaded().configuration(),
              ModuleManifest.file(planning.project().dataDirectory())),
          planning.project().workspace(),
          ProgramVersion.current(),
          new ProjectBackend(planning.project())
              .encryption(planning.loaded().configuration().root(), planning.loaded().input())
              .plan());
      return true;
    } catch (StateUnavailableException e) {
      planning.view().report(e.diagnostics());
      return false;
    } catch (PlanFileException e) {
      planning.view().report(List.of(e.diagnostic()));
      return false;
    }
  }
}
