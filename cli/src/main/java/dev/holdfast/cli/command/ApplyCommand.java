package dev.holdfast.cli.command;

import dev.holdfast.cli.arguments.CommandDeclaration;
import dev.holdfast.cli.arguments.Flag;
import dev.holdfast.cli.arguments.Positionals;
import dev.holdfast.cli.render.DeferralText;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.planning.PlanOptions;
import dev.holdfast.engine.run.Run;
import dev.holdfast.engine.run.RunInput;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.engine.state.LockRequest;
import dev.holdfast.engine.state.StateLockedException;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateUnavailableException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `apply` and `destroy`: make a plan, show it, ask, and do it.
///
/// The first Ctrl-C lets what is under way finish and saves it, the second stops at once; in both
/// cases the next run goes on from there.
final class ApplyCommand implements Command {
  static final Flag AUTO_APPROVE = Flag.on("auto-approve", "Do not ask before doing it.");

  private final CommandDeclaration declaration;
  private final boolean destroys;

  private ApplyCommand(CommandDeclaration declaration, boolean destroys) {
    this.declaration = declaration;
    this.destroys = destroys;
  }

  static ApplyCommand apply() {
    return new ApplyCommand(
        new CommandDeclaration(
            "apply",
            "Make or change infrastructure as the configuration describes it",
            "Makes a plan, shows it, asks, and does it. A saved plan is done without asking.",
            flags(),
            Positionals.optional("[DIRECTORY or PLAN]")),
        false);
  }

  static ApplyCommand destroy() {
    return new ApplyCommand(
        new CommandDeclaration(
            "destroy",
            "Destroy what was made",
            "Destroys everything that the state knows of: the same as \"apply -destroy\".",
            flags(),
            Positionals.optional("[DIRECTORY]")),
        true);
  }

  private static List<Flag> flags() {
    List<Flag> flags = new ArrayList<>(PlanFlags.ALL);
    flags.add(
        Flag.on("suppress-forget-errors", "Without effect: to forget an object is no error."));
    flags.addAll(List.of(AUTO_APPROVE, CommonFlags.LOCK, CommonFlags.LOCK_TIMEOUT));
    return flags;
  }

  @Override
  public CommandDeclaration declaration() {
    return declaration;
  }

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    View view = View.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    PlanOptions flags = PlanFlags.options(invocation, diagnostics).deferring();
    PlanOptions options = destroys ? flags.withMode(PlanMode.DESTROY) : flags;
    Duration patience = LockTimeout.of(invocation.arguments(), diagnostics);
    checkFlags(invocation, diagnostics);
    if (view.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    Optional<Path> saved =
        invocation
            .arguments()
            .positional(0)
            .map(invocation.folder()::resolve)
            .filter(Files::isRegularFile);
    if (saved.isPresent()) {
      return SavedPlanRun.apply(invocation, view, saved.get(), patience);
    }
    Project project = Project.of(invocation);
    Optional<Planning> planning = Planning.prepare(project, view, options);
    if (planning.isEmpty()) {
      return Invocation.FAILED;
    }
    String operation = options.mode() == PlanMode.DESTROY ? "destroy" : "apply";
    try (StateSession session = open(planning.get(), operation, patience)) {
      view.report(session.diagnostics());
      return planAndRun(planning.get(), session);
    } catch (StateLockedException e) {
      view.report(List.of(Diagnostic.error("The state is locked", String.valueOf(e.getMessage()))));
      return Invocation.FAILED;
    } catch (StateUnavailableException e) {
      view.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  /// Keeps what looking at the objects finds, without asking.
  ///
  /// @return the exit code
  static int refresh(Invocation invocation) throws InterruptedException {
    View view = View.of(invocation);
    Diagnostics diagnostics = new Diagnostics();
    PlanOptions options =
        PlanFlags.options(invocation, diagnostics).withMode(PlanMode.REFRESH_ONLY);
    Duration patience = LockTimeout.of(invocation.arguments(), diagnostics);
    if (view.report(diagnostics.list())) {
      return Invocation.FAILED;
    }
    Optional<Planning> planning = Planning.prepare(Project.of(invocation), view, options);
    if (planning.isEmpty()) {
      return Invocation.FAILED;
    }
    try (StateSession session = open(planning.get(), "refresh", patience)) {
      view.report(session.diagnostics());
      Plan plan = planning.get().plan(session.state());
      if (view.report(plan.diagnostics())) {
        return Invocation.FAILED;
      }
      RunResult result = carryOut(planning.get(), plan, session);
      boolean failed = view.report(result.diagnostics());
      view.outputs(result);
      return failed ? Invocation.FAILED : 0;
    } catch (StateLockedException e) {
      view.report(List.of(Diagnostic.error("The state is locked", String.valueOf(e.getMessage()))));
      return Invocation.FAILED;
    } catch (StateUnavailableException e) {
      view.report(e.diagnostics());
      return Invocation.FAILED;
    }
  }

  /// Keeps what a plan found out and changes nothing else; what went wrong is shown.
  ///
  /// @return whether it went well
  static boolean record(Planning planning, Plan plan, StateSession session)
      throws InterruptedException {
    RunResult result = carryOut(planning, plan, session);
    return !planning.view().report(result.diagnostics());
  }

  private static void checkFlags(Invocation invocation, Diagnostics diagnostics) {
    boolean json = invocation.arguments().isOn(CommonFlags.JSON);
    boolean saved =
        invocation
            .arguments()
            .positional(0)
            .map(invocation.folder()::resolve)
            .filter(Files::isRegularFile)
            .isPresent();
    if (json && !saved && !invocation.arguments().isOn(AUTO_APPROVE)) {
      diagnostics.add(
          Diagnostic.error(
              "Plan file or auto-approve required",
              "With -json nobody can be asked: give -auto-approve as well."));
    }
    if (!invocation.arguments().isOn(CommonFlags.LOCK, true)) {
      diagnostics.add(
          Diagnostic.error(
              "Locking cannot be switched off",
              "Two runs at once would lose objects. If a lock was left behind by a run that is gone,"
                  + " just run again: it is noticed."));
    }
  }

  private static StateSession open(Planning planning, String operation, Duration patience)
      throws StateLockedException, StateUnavailableException {
    return planning
        .project()
        .store(planning.loaded())
        .open(new LockRequest(operation, "", patience));
  }

  /// Plans and runs until nothing is put off any more.
  private static int planAndRun(Planning planning, StateSession session)
      throws InterruptedException {
    Set<Set<Deferral>> before = new HashSet<>();
    while (true) {
      Plan plan = planning.plan(session.state());
      planning.view().plan(plan, planning.loaded().configuration());
      if (planning.view().report(plan.diagnostics())) {
        return Invocation.FAILED;
      }
      if (!plan.deferred().isEmpty() && !before.add(Set.copyOf(plan.deferred()))) {
        planning.view().report(List.of(standstill(plan)));
        return Invocation.FAILED;
      }
      int exitCode = confirmAndRun(planning, plan, session);
      if (exitCode != 0 || plan.deferred().isEmpty()) {
        return exitCode;
      }
      planning.view().tell("\nThis was not all: " + DeferralText.count(plan) + " to come.");
    }
  }

  private static Diagnostic standstill(Plan plan) {
    return Diagnostic.error(
        "No progress",
        "After an apply, the same waits as before:\n\n%s\n\nWhat was done before is kept."
            .formatted(DeferralText.list(plan)));
  }

  private static int confirmAndRun(Planning planning, Plan plan, StateSession session)
      throws InterruptedException {
    View view = planning.view();
    Invocation invocation = planning.project().invocation();
    boolean destroys = plan.mode() == PlanMode.DESTROY;
    if (plan.changesAnything()
        && !invocation.arguments().isOn(AUTO_APPROVE)
        && !confirm(invocation, plan)) {
      view.report(
          List.of(
              Diagnostic.error(
                  destroys ? "Destroy cancelled" : "Apply cancelled", "Nothing was changed.")));
      return Invocation.FAILED;
    }
    return run(planning, plan, session);
  }

  private static boolean confirm(Invocation invocation, Plan plan) {
    return switch (plan.mode()) {
      case NORMAL ->
          Confirmation.ask(
              invocation,
              "Do you want to perform these actions?",
              "Holdfast will perform the actions described above.");
      case DESTROY ->
          Confirmation.ask(
              invocation,
              "Do you really want to destroy all resources?",
              "Holdfast will destroy all your managed infrastructure, as shown above.\n"
                  + "There is no undo.");
      case REFRESH_ONLY ->
          Confirmation.ask(
              invocation,
              "Would you like to update the Holdfast state to reflect these detected changes?",
              "Holdfast will write these changes to the state without modifying any real"
                  + " infrastructure.\nThere is no undo.");
    };
  }

  /// Does what a plan says and shows how it went.
  ///
  /// @return the exit code
  static int run(Planning planning, Plan plan, StateSession session) throws InterruptedException {
    RunResult result = carryOut(planning, plan, session);
    boolean failed = planning.view().report(result.diagnostics());
    planning.view().applied(result, plan.mode() == PlanMode.DESTROY);
    return failed ? Invocation.FAILED : 0;
  }

  private static RunResult carryOut(Planning planning, Plan plan, StateSession session)
      throws InterruptedException {
    Project project = planning.project();
    World world = project.invocation().world();
    CommandPlugins plugins = project.invocation().plugins();
    try (CommandProviders providers = project.providers();
        View.Progress progress = planning.view().progress();
        Interruption interruption =
            Interruption.catching(
                () -> {
                  world
                      .err()
                      .println(
                          "\nInterrupt received: finishing what is under way and saving it."
                              + " Press Ctrl-C again to stop at once.");
                  plugins.stop();
                },
                () -> {
                  providers.kill();
                  plugins.kill();
                })) {
      return Run.apply(
          new RunInput(
              plan,
              planning.loaded().configuration(),
              session,
              providers,
              project.parallelism(),
              project.functions(false),
              project.settings(),
              progress,
              world.clock(),
              world.random(),
              interruption));
    }
  }
}
