package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.config.Variable;
import dev.holdfast.engine.ephemeral.EphemeralResources;
import dev.holdfast.engine.evaluation.Cell;
import dev.holdfast.engine.evaluation.CheckEvaluation;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.InstanceSelection;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.evaluation.ResourceEvaluation;
import dev.holdfast.engine.evaluation.StateValues;
import dev.holdfast.engine.evaluation.UnknownExpansion;
import dev.holdfast.engine.plan.ActionGraph;
import dev.holdfast.engine.plan.Deferral;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.state.CheckResult;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Makes a [Plan]: evaluates the configuration, looks at what exists, and asks the providers what
/// an apply would do. Everything that does not wait for something else happens at the same time.
/// Cost linear in the configuration, its instances and the state.
public final class Planner {
  private final PlanInput input;
  private final Diagnostics diagnostics = new Diagnostics();
  private final MovedObjects moved;

  /// The part that is planned, null for everything.
  private @Nullable InstanceSelection selection;

  private PlanningRun run;
  private final Collection<UnknownExpansion> unknown = new ConcurrentLinkedQueue<>();
  private List<Deferral> deferred = List.of();

  private Planner(PlanInput input) {
    this.input = input;
    this.moved = MovedObjects.apply(input.configuration(), input.state());
    this.selection = input.selection();
    this.run =
        new PlanningRun(
            moved.state(),
            moved.previousAddresses(),
            input.options(),
            input.events(),
            input.clock(),
            diagnostics,
            new Imports(
                input.configuration(), input.options().imports(), moved.state(), diagnostics),
            input.cancelled(),
            selection,
            CreateBeforeDestroy.of(input.configuration(), input.references()));
  }

  /// The plan. One with errors has the changes that could be planned, for showing, and no graph.
  public static Plan plan(PlanInput input) throws InterruptedException {
    return new Planner(input).plan();
  }

  /// Resource blocks for the objects of `import` blocks whose resource is not declared. Only what
  /// these need is looked at.
  public static GeneratedResources generate(PlanInput input) throws InterruptedException {
    Planner planner = new Planner(input);
    var blocks =
        planner.<SortedMap<ResourceInstanceAddress, String>>evaluating(
            evaluation -> new ImportGeneration(planner.run, evaluation).generate());
    return new GeneratedResources(blocks, planner.diagnostics.list());
  }

  private Plan plan() throws InterruptedException {
    Evaluated evaluated = evaluating(this::evaluated);
    return input.cancelled().getAsBoolean() ? interrupted() : withDeferred(assemble(evaluated));
  }

  /// Whatever else was found is of no use: much of it comes from having stopped in the middle.
  private Plan interrupted() {
    State recorded = input.state();
    return new Plan(
        input.options().mode(),
        recorded,
        recorded,
        List.of(),
        List.of(),
        List.of(),
        new ActionGraph.Builder().build(),
        Map.of(),
        List.of(
            Diagnostic.error(
                "Interrupted", "The plan was not made to its end. Nothing was changed.")),
        input.clock().instant());
  }

  /// What was planned, before it is put together.
  ///
  /// @param cells of the instances that the configuration declares
  private record Evaluated(
      List<Cell<?>> cells,
      List<PlannedObject> removed,
      List<OutputChange> outputs,
      List<CheckResult> checks) {}

  /// Does all that needs providers and ephemeral resources; afterwards both are closed.
  private <T> T evaluating(Work<T> work) throws InterruptedException {
    InstancePlanning planning = new InstancePlanning(run, false);
    try (Providers providers = new Providers(input.providers(), input.parallelism(), diagnostics);
        EphemeralResources ephemeral = ephemeral(planning, providers)) {
      ConfigurationEvaluation evaluation =
          new ConfigurationEvaluation(
              input.configuration(),
              input.variables(),
              ephemeral,
              providers,
              input.functions(),
              input.settings(),
              input.substitutes(),
              diagnostics);
      run.imports().attach(evaluation);
      if (input.options().defers() && !destroys()) {
        evaluation.deferUnknownExpansions(unknown::add);
      }
      return work.with(evaluation);
    }
  }

  /// What is done with an evaluation while its providers are there.
  private interface Work<T> {
    T with(ConfigurationEvaluation evaluation) throws InterruptedException;
  }

  private Evaluated evaluated(ConfigurationEvaluation evaluation) throws InterruptedException {
    List<Cell<?>> cells = evaluateInstances(evaluation);
    new ImportChecking(run, evaluation).check();
    if (!unknown.isEmpty()) {
      Exclusion exclusion = leaveOutUnknown(evaluation);
      cells = cells.stream().filter(cell -> isLeftIn(cell, exclusion)).toList();
    }
    List<PlannedObject> removed = removed(evaluation);
    List<OutputChange> outputs = outputs(evaluation, cells);
    if (!destroys() && selection == null && !diagnostics.hasErrors()) {
      CheckEvaluation.warn(
          evaluation,
          (data, reports) -> new InstancePlanning(run.reportingTo(reports), true).valueOf(data));
    }
    return new Evaluated(cells, removed, outputs, evaluation.checks().over(null));
  }

  /// Puts off what has an unknown number of instances and what depends on it, as if it were
  /// excluded.
  private Exclusion leaveOutUnknown(ConfigurationEvaluation evaluation) {
    List<TargetAddress> excluded = new ArrayList<>(input.options().excludes());
    excluded.addAll(Deferrals.addresses(unknown));
    Exclusion exclusion = Exclusion.of(input.references(), excluded);
    Deferrals deferrals = new Deferrals(evaluation, run);
    deferred = deferrals.all(unknown, exclusion, selection);
    if (!(selection instanceof Targets)) {
      selection = exclusion;
    }
    run = run.leavingOut(exclusion);
    return exclusion;
  }

  private static boolean isLeftIn(Cell<?> cell, Exclusion exclusion) {
    return !(cell.label() instanceof ResourceInstanceAddress address)
        || exclusion.contains(address);
  }

  /// The plan with what it puts off. With nothing to do before, waiting would not help. A plan that
  /// changes nothing has no later one to wait for: what it could not look at stays as it is.
  private Plan withDeferred(Plan plan) {
    if (!deferred.isEmpty() && input.options().mode() == PlanMode.REFRESH_ONLY) {
      diagnostics.add(Deferrals.notLookedAt(deferred));
      return plan.withDeferred(List.of(), diagnostics.list());
    }
    if (!deferred.isEmpty() && plan.isEmpty()) {
      diagnostics.addAll(Deferrals.errors(unknown, deferred));
    }
    return deferred.isEmpty() ? plan : plan.withDeferred(deferred, diagnostics.list());
  }

  private List<OutputChange> outputs(ConfigurationEvaluation evaluation, List<Cell<?>> cells) {
    return switch (selection) {
      case null -> OutputPlanning.plan(evaluation.root(), input.state(), input.options().mode());
      case Exclusion exclusion when !destroys() ->
          OutputPlanning.plan(evaluation.root(), input.state(), exclusion);
      case Targets targets when isNormal() && unknown.isEmpty() ->
          OutputPlanning.plan(
              evaluation.root(),
              input.state(),
              TargetedOutputs.of(input.references(), targets, cells));
      default -> List.of();
    };
  }

  private boolean isNormal() {
    return input.options().mode() == PlanMode.NORMAL;
  }

  private boolean destroys() {
    return input.options().mode() == PlanMode.DESTROY;
  }

  private EphemeralResources ephemeral(InstancePlanning planning, Providers providers) {
    return new EphemeralResources(
        destroys()
            ? new StateValues(moved::state, moved.state(), providers, diagnostics)
            : planning,
        instance -> input.cancelled().getAsBoolean() || run.pending().before(instance),
        input.events(),
        input.clock(),
        diagnostics);
  }

  /// Plans everything that is asked for; gives the cells of the instances that were planned. What
  /// is to be destroyed is told by the state alone.
  private List<Cell<?>> evaluateInstances(ConfigurationEvaluation evaluation) {
    if (selection != null && input.options().imports().isEmpty()) {
      warnOfPart();
    }
    if (destroys()) {
      return List.of();
    }
    if (selection != null) {
      List<Cell<?>> cells = new ArrayList<>(evaluation.evaluateOnly(selection));
      cells.addAll(new Deferrals(evaluation, run).cells(unknown));
      return Dependencies.withAllNeeded(cells);
    }
    evaluation.evaluateAll();
    return instanceCells(evaluation);
  }

  /// The objects that are to go.
  private List<PlannedObject> removed(ConfigurationEvaluation evaluation)
      throws InterruptedException {
    return diagnostics.hasErrors() || (selection instanceof Targets && !destroys())
        ? List.of()
        : new RemovedObjects(run, evaluation).plan();
  }

  private void warnOfPart() {
    String option = selection instanceof Exclusion ? "-exclude" : "-target";
    diagnostics.add(
        Diagnostic.warning(
            "Resource targeting is in effect",
            ("You are creating a plan with the %1$s option, which means that the result of this"
                    + " plan may not represent all of the changes requested by the current"
                    + " configuration.\n\nThe %1$s option is not for routine use, and is provided only"
                    + " for exceptional situations such as recovering from errors or mistakes.")
                .formatted(option)));
  }

  private Plan assemble(Evaluated evaluated) {
    List<Cell<?>> cells = evaluated.cells();
    List<PlannedObject> objects = new ArrayList<>(withDependencies(cells));
    objects.addAll(evaluated.removed());
    run.planned().values().stream()
        .filter(each ->
            each.change().reason() == ActionReason.READ_BECAUSE_CHECK_NESTED
                || isImportedBeside(each.change()))
        .forEach(objects::add);
    objects.sort(
        Comparator.comparing((PlannedObject object) -> object.change().address())
            .thenComparing(
                object -> object.change().deposedKey(),
                Comparator.nullsFirst(Comparator.naturalOrder())));
    List<ResourceChange> changes =
        objects.stream()
            .filter(object -> object.observed() == null || !isGone(object))
            .map(PlannedObject::change)
            .toList();
    ObservedState observed = new ObservedState(moved.state(), input.options().mode());
    State prior = prior(observed, objects).withCheckResults(checks(evaluated));
    ActionGraph graph =
        diagnostics.hasErrors()
            ? new ActionGraph.Builder().build()
            : new GraphBuilding(changes, prior).build(cells);
    return new Plan(
        input.options().mode(),
        input.state(),
        prior,
        observed.drift(objects),
        changes,
        evaluated.outputs(),
        graph,
        markedVariables(),
        diagnostics.list(),
        input.clock().instant());
  }

  /// The state as the providers see it now.
  private State prior(ObservedState observed, List<PlannedObject> objects) {
    State now = observed.now(objects, run.readData());
    return selection == null && isNormal() && !diagnostics.hasErrors()
        ? observed.withoutUnread(now, run.readData())
        : now;
  }

  /// Whether nobody asked for what is taken over.
  private boolean isImportedBeside(ResourceChange change) {
    return change.importing() != null
        && !input.options().imports().isEmpty()
        && !input.options().imports().containsKey(change.address());
  }

  /// What is known of checks now: nothing new where only a part was planned.
  private @Nullable List<CheckResult> checks(Evaluated evaluated) {
    return selection != null || destroys()
        ? input.state().checkResults()
        : evaluated.checks().isEmpty() ? null : evaluated.checks();
  }

  /// The values of ephemeral variables carry their mark, so that they are not stored with the plan.
  private Map<String, Value> markedVariables() {
    Map<String, Value> marked = new TreeMap<>(input.variables());
    for (Variable variable : input.configuration().root().variables().values()) {
      if (variable.ephemeral()) {
        marked.computeIfPresent(variable.name(), (name, value) -> value.mark(Mark.EPHEMERAL));
      }
    }
    return marked;
  }

  /// Whether an object was found gone and nothing is made in its place.
  private static boolean isGone(PlannedObject object) {
    return object.observed() != null
        && object.observed().isGone()
        && object.change().action() == Action.NO_OP;
  }

  private static List<Cell<?>> instanceCells(ConfigurationEvaluation evaluation) {
    List<Cell<?>> cells = new ArrayList<>();
    evaluation.forEachModule((ModuleEvaluation module) -> {
      for (ResourceEvaluation resource : module.resources().values()) {
        cells.addAll(resource.instances().values());
      }
    });
    return cells;
  }

  private List<PlannedObject> withDependencies(List<Cell<?>> cells) {
    Dependencies dependencies = new Dependencies();
    List<PlannedObject> objects = new ArrayList<>();
    for (Cell<?> cell : cells) {
      PlannedObject object =
          cell.label() instanceof ResourceInstanceAddress address
              ? run.planned().get(address)
              : null;
      if (object != null) {
        objects.add(
            new PlannedObject(
                object.change().withDependencies(dependencies.of(cell)), object.observed()));
      }
    }
    return objects;
  }
}
