package dev.holdfast.engine.run;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.config.Output;
import dev.holdfast.engine.ephemeral.EphemeralResources;
import dev.holdfast.engine.evaluation.Cell;
import dev.holdfast.engine.evaluation.CheckEvaluation;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.evaluation.Providers;
import dev.holdfast.engine.evaluation.ResourceEvaluation;
import dev.holdfast.engine.evaluation.StateValues;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.plan.ActionGraph;
import dev.holdfast.engine.plan.OutputChange;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.planning.ObjectId;
import dev.holdfast.engine.state.CheckResult;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StateChange;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.engine.state.StateWriteException;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredOutput;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Carries out a plan. Each finished step is durable in the journal of the state before anything
/// that waits for it begins, so that a crash at any moment loses nothing. Cost linear in the plan.
public final class Run {
  private final RunInput input;
  private final Plan plan;
  private final StateSession session;
  private final Diagnostics diagnostics = new Diagnostics();
  private final RunCounts counts = new RunCounts();
  private final Map<Integer, String> deposedKeys = new ConcurrentHashMap<>();
  private final Map<ResourceInstanceAddress, Lock> turns = new ConcurrentHashMap<>();

  private Run(RunInput input) {
    this.input = input;
    this.plan = input.plan();
    this.session = input.session();
  }

  /// Carries out the plan and keeps the state, whatever happens.
  public static RunResult apply(RunInput input) throws InterruptedException {
    return new Run(input).apply();
  }

  private RunResult apply() throws InterruptedException {
    int unfinished;
    try (Providers providers = new Providers(input.providers(), input.parallelism(), diagnostics);
        RunningActions running = new RunningActions(input.events(), input.clock());
        EphemeralResources ephemeral = ephemeral(providers)) {
      keepPrior();
      ConfigurationEvaluation evaluation = evaluation(providers, ephemeral);
      RunContext context = new RunContext(input, evaluation, diagnostics, counts, running);
      GraphRun.Outcome[] outcomes =
          GraphRun.run(
              plan.graph(),
              step -> execute(step, context),
              this::provider,
              providers.objectsAtOnce(),
              input.cancelled());
      unfinished =
          (int) Arrays.stream(outcomes).filter(each -> each != GraphRun.Outcome.DONE).count();
      reportCancelled(outcomes);
      if (plan.mode() == PlanMode.NORMAL && unfinished == 0) {
        evaluation.evaluateConditions();
        CheckEvaluation.warn(
            evaluation, (data, reports) -> nestedData(data, context.reportingTo(reports)));
      }
      keepCheckResults(evaluation);
      if (plan.mode() == PlanMode.DESTROY && unfinished == 0) {
        session.change(withoutData());
      }
      if (plan.mode() != PlanMode.DESTROY || unfinished == 0) {
        session.change(List.of(new StateChange.Outputs(outputs(evaluation, unfinished == 0))));
      }
      session.commit();
    } catch (StateWriteException full) {
      diagnostics.add(
          Diagnostic.error("Failed to save the state", String.valueOf(full.getMessage())));
      unfinished = plan.graph().steps().size();
    }
    return new RunResult(
        session.state(),
        counts.imported.get(),
        counts.added.get(),
        counts.changed.get(),
        counts.destroyed.get(),
        counts.forgotten.get(),
        unfinished,
        session.state().outputs(),
        diagnostics.list());
  }

  /// What the data source in a check tells now: read again where the plan says so.
  private @Nullable Value nestedData(InstanceEvaluation data, RunContext context) {
    Optional<ResourceChange> again =
        plan.changes().stream()
            .filter(change ->
                change.reason() == ActionReason.READ_BECAUSE_CHECK_NESTED
                    && change.address().equals(data.address()))
            .findFirst();
    again.ifPresent(change -> new DataRead(context, change, data).execute());
    return session.state().instance(data.address()) == null
        ? null
        : context.evaluation().phase().valueOf(data);
  }

  private void keepCheckResults(ConfigurationEvaluation evaluation) throws StateWriteException {
    List<CheckResult> results =
        plan.mode() == PlanMode.DESTROY
            ? List.of()
            : evaluation.checks().over(plan.prior().checkResults());
    List<CheckResult> before = session.state().checkResults();
    if (!results.equals(before == null ? List.of() : before)) {
      session.change(List.of(new StateChange.Checks(results)));
    }
  }

  /// While applying nothing waits any more: the order of the steps sees to that.
  private EphemeralResources ephemeral(Providers providers) {
    return new EphemeralResources(
        new StateValues(session::state, plan.prior(), providers, diagnostics),
        instance -> false,
        input.events(),
        input.clock(),
        diagnostics);
  }

  private ConfigurationEvaluation evaluation(Providers providers, EphemeralResources ephemeral) {
    return new ConfigurationEvaluation(
        input.configuration(),
        plan.variables(),
        ephemeral,
        providers,
        input.functions(),
        input.settings().whileApplying(),
        input.substitutes(),
        diagnostics);
  }

  /// Brings the state to where the plan starts from. Objects that are taken over are in it then.
  private void keepPrior() throws StateWriteException {
    List<ResourceChange> imports =
        plan.changes().stream().filter(change -> change.importing() != null).toList();
    for (ResourceChange change : imports) {
      input
          .events()
          .accept(
              new Event.ImportStarted(
                  input.clock().instant(), change.address(), ObjectId.imported(change)));
    }
    session.change(fromRecordedToPrior());
    for (ResourceChange change : imports) {
      counts.imported.incrementAndGet();
      input
          .events()
          .accept(
              new Event.ImportCompleted(
                  input.clock().instant(), change.address(), ObjectId.imported(change)));
    }
  }

  /// What looking at the objects changed, moves included. Shared parts are told apart by identity
  /// first, so that an unchanged state costs one pass.
  private List<StateChange> fromRecordedToPrior() {
    State now = session.state();
    List<StateChange> changes = new ArrayList<>();
    for (StoredInstance instance : now.instances().values()) {
      if (plan.prior().instance(instance.address()) == null) {
        changes.add(new StateChange.Remove(instance.address()));
      }
    }
    for (StoredInstance instance : plan.prior().instances().values()) {
      if (!instance.equals(now.instance(instance.address()))) {
        changes.add(new StateChange.Put(instance));
      }
    }
    return changes;
  }

  /// Once everything is destroyed, what was only read is of no use any more.
  private List<StateChange> withoutData() {
    List<StateChange> changes = new ArrayList<>();
    for (ResourceInstanceAddress address : session.state().instances().keySet()) {
      if (address.resource().mode() == ResourceMode.DATA) {
        changes.add(new StateChange.Remove(address));
      }
    }
    return changes;
  }

  private void reportCancelled(GraphRun.Outcome[] outcomes) {
    long left =
        Arrays.stream(outcomes).filter(each -> each == GraphRun.Outcome.NOT_STARTED).count();
    if (left > 0) {
      diagnostics.add(
          Diagnostic.error(
              "Interrupted",
              "The run was interrupted: what was under way is finished and saved, %d steps were not"
                      .formatted(left)
                  + " begun. Run the same command again to go on."));
    }
  }

  /// Objects of one provider share a lane, so that a slow provider holds up no other.
  private ProviderSource provider(int step) {
    return switch (plan.graph().steps().get(step)) {
      case ActionGraph.Apply(int index) -> plan.changes().get(index).provider().source();
      case ActionGraph.Destroy(int index) -> plan.changes().get(index).provider().source();
      case ActionGraph.Join join -> throw new IllegalArgumentException(join + " does nothing");
    };
  }

  private boolean execute(int step, RunContext context) {
    try {
      return switch (plan.graph().steps().get(step)) {
        case ActionGraph.Apply(int index) -> alone(index, () -> apply(index, context));
        case ActionGraph.Destroy(int index) -> alone(index, () -> destroy(index, context));
        case ActionGraph.Join join -> true;
      };
    } catch (RuntimeException bug) {
      diagnostics.add(
          Diagnostic.error(
              "Unexpected failure",
              "The step %s failed for a reason that Holdfast did not expect: %s. This is a bug in"
                      .formatted(plan.graph().steps().get(step), bug)
                  + " Holdfast or in a provider; the other steps went on and the state was saved."));
      System.getLogger(Run.class.getName()).log(System.Logger.Level.ERROR, "step failed", bug);
      return false;
    }
  }

  /// Steps about one instance, its current object and deposed ones, need not be in an order, but
  /// each reads what is stored of the instance and writes it anew: they take turns.
  private boolean alone(int index, BooleanSupplier step) {
    Lock turn =
        turns.computeIfAbsent(plan.changes().get(index).address(), _ -> new ReentrantLock());
    turn.lock();
    try {
      return step.getAsBoolean();
    } finally {
      turn.unlock();
    }
  }

  private boolean apply(int index, RunContext context) {
    ResourceChange change = plan.changes().get(index);
    if (change.action() == Action.FORGET) {
      return forget(change, context);
    }
    InstanceEvaluation instance = instance(change.address(), context);
    if (instance == null) {
      diagnostics.add(
          Diagnostic.error(
              "Instance not declared",
              "The plan has a change for %s, which the configuration does not declare."
                  .formatted(change.address())));
      return false;
    }
    return switch (change.action()) {
      case READ -> new DataRead(context, change, instance).execute();
      case CREATE_THEN_DELETE -> createBesides(index, change, context, instance);
      case FORGET_THEN_CREATE ->
          forget(change, context) && new ObjectApply(context, change, instance).execute();
      default -> new ObjectApply(context, change, instance).execute();
    };
  }

  /// Sets the old object aside, then makes the new one. Where nothing came of the new one, the old
  /// one takes its place again.
  private boolean createBesides(
      int index, ResourceChange change, RunContext context, InstanceEvaluation instance) {
    StoredInstance before = context.stored(change.address(), change.provider());
    StoredObject old = before.current();
    if (old != null) {
      String key = "%08x".formatted(input.random().nextInt());
      Map<String, StoredObject> deposed = new TreeMap<>(before.deposed());
      deposed.put(key, old);
      deposedKeys.put(index, key);
      if (!context.put(new StoredInstance(change.address(), before.provider(), null, deposed))) {
        return false;
      }
    }
    boolean well = new ObjectApply(context, change, instance).execute();
    StoredInstance after = context.stored(change.address(), change.provider());
    if (!well && old != null && after.current() == null) {
      context.put(before);
    }
    return well;
  }

  private boolean destroy(int index, RunContext context) {
    ResourceChange change = plan.changes().get(index);
    String deposedKey =
        change.action() == Action.CREATE_THEN_DELETE ? deposedKeys.get(index) : change.deposedKey();
    if (change.action() == Action.CREATE_THEN_DELETE && deposedKey == null) {
      return true;
    }
    return new ObjectDestroy(context, change, deposedKey).execute();
  }

  private boolean forget(ResourceChange change, RunContext context) {
    StoredInstance stored = context.stored(change.address(), change.provider());
    Map<String, StoredObject> deposed = new TreeMap<>(stored.deposed());
    StoredObject current = stored.current();
    if (change.deposedKey() == null) {
      current = null;
    } else {
      deposed.remove(change.deposedKey());
    }
    context.counts().forgotten.incrementAndGet();
    return context.put(new StoredInstance(change.address(), stored.provider(), current, deposed));
  }

  private static @Nullable InstanceEvaluation instance(
      ResourceInstanceAddress address, RunContext context) {
    ModuleEvaluation module = context.evaluation().module(address.module());
    ResourceEvaluation resource = module == null ? null : module.resource(address.resource());
    return resource == null ? null : resource.instanceEvaluation(address.key());
  }

  /// The output values as they are now: those that are planned anew, the others as they were. After
  /// a failure, and where one cannot be told, they keep what they were.
  private Map<String, StoredOutput> outputs(ConfigurationEvaluation evaluation, boolean complete) {
    Map<String, StoredOutput> outputs = new TreeMap<>(session.state().outputs());
    if (!complete) {
      return outputs;
    }
    for (OutputChange change : plan.outputs()) {
      Cell<Value> cell =
          plan.mode() == PlanMode.DESTROY ? null : evaluation.root().output(change.name());
      Value value = cell == null ? null : cell.get();
      if (value == null || value.isNull()) {
        outputs.remove(change.name());
      } else if (value.isWhollyKnown()) {
        Output declared = evaluation.root().module().outputs().get(change.name());
        outputs.put(
            change.name(),
            new StoredOutput(
                Marks.strip(value),
                Marks.isSensitive(value),
                declared == null ? null : declared.deprecated()));
      }
    }
    return outputs;
  }
}
