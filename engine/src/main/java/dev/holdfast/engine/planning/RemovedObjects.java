package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.config.Removed;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.Expansion;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ModuleEvaluation;
import dev.holdfast.engine.evaluation.ProviderConfigurations;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.evaluation.ResourceEvaluation;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Plans the end of objects that the state has and the configuration does not declare any more, of
/// deposed objects, and, when everything is to be destroyed, of all others. For that the
/// configuration need not be evaluated, so that a broken one can still be taken down.
final class RemovedObjects {
  private final PlanningRun run;
  private final ConfigurationEvaluation evaluation;
  private final Collection<PlannedObject> planned = new ConcurrentLinkedQueue<>();

  RemovedObjects(PlanningRun run, ConfigurationEvaluation evaluation) {
    this.run = run;
    this.evaluation = evaluation;
  }

  /// The outcome for each of them, all looked at at the same time. Linear in the state.
  List<PlannedObject> plan() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (StoredInstance known : run.state().instances().values()) {
      if (known.address().resource().mode() != ResourceMode.MANAGED
          || run.isKept(known.address())) {
        continue;
      }
      ActionReason reason = reasonToRemove(known.address());
      if (known.current() != null && reason != null) {
        StoredObject current = known.current();
        threads.add(Thread.startVirtualThread(() -> plan(known, null, current, reason)));
      }
      known
          .deposed()
          .forEach((key, object) ->
              threads.add(
                  Thread.startVirtualThread(() -> plan(known, key, object, ActionReason.NONE))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(planned);
  }

  private void plan(
      StoredInstance known, @Nullable String deposedKey, StoredObject object, ActionReason reason) {
    ResourceInstanceAddress address = known.address();
    ProviderConfigurations.Resolved resolved =
        new ProviderConfigurations(evaluation).of(known.provider(), address);
    if (resolved == null) {
      return;
    }
    ResourceSchema schema =
        resolved
            .provider()
            .provider()
            .schema()
            .resource(ResourceMode.MANAGED, address.resource().type());
    if (schema == null) {
      run.diagnostics()
          .add(
              Diagnostic.error(
                      "Resource type not supported",
                      "The state holds %s, but the provider %s does not support its type any more. Use"
                              .formatted(address, known.provider().source())
                          + " an earlier version of the provider to destroy it.")
                  .about(address.toString()));
      return;
    }
    ProviderFeedback feedback =
        new ProviderFeedback(run.diagnostics(), address.toString(), path -> null);
    ObservedObject observed =
        new Observation(run, known.provider().source())
            .observe(address, object, resolved.provider(), schema, feedback);
    if (observed != null && !observed.isGone()) {
      ResourceChange change = change(known, deposedKey, object, observed, schema, reason);
      ResourceChange agreed =
          change.action() == Action.DELETE
              ? agreed(change, observed, resolved.provider(), feedback)
              : change;
      if (agreed != null) {
        planned.add(new PlannedObject(agreed, observed));
      }
    } else if (observed != null) {
      planned.add(new PlannedObject(gone(known, deposedKey, object, observed, schema), observed));
    }
  }

  /// The destroy with what the provider says of it, where it wants to be asked; null where it is
  /// against it, which is reported.
  private static @Nullable ResourceChange agreed(
      ResourceChange change,
      ObservedObject observed,
      ConfiguredProvider configured,
      ProviderFeedback feedback) {
    Provider provider = configured.provider();
    if (!provider.schema().capabilities().planDestroy()) {
      return change;
    }
    Value none = Value.nullOf(change.schema().block().impliedType());
    Requests.Plan request =
        new Requests.Plan(
            change.address().resource().type(),
            Marks.strip(observed.current()),
            none,
            none,
            observed.privateData(),
            observed.identity());
    Responses.Plan answer = configured.call(() -> provider.plan(request));
    return feedback.report(answer.diagnostics())
        ? change.withPlannedPrivate(answer.plannedPrivate())
        : null;
  }

  private ResourceChange change(
      StoredInstance known,
      @Nullable String deposedKey,
      StoredObject object,
      ObservedObject observed,
      ResourceSchema schema,
      ActionReason reason) {
    boolean acts =
        run.options().mode() != PlanMode.REFRESH_ONLY
            && run.isToBeDestroyed(known.address())
            && mayBeDestroyed(known.address());
    boolean forget = object.skipDestroy() || isToBeForgotten(known.address());
    Action action = !acts ? Action.NO_OP : forget ? Action.FORGET : Action.DELETE;
    Value after = acts ? Value.nullOf(schema.block().impliedType()) : observed.current();
    return new ResourceChange(
            known.address(),
            run.previousAddress(known.address()),
            deposedKey,
            known.provider(),
            schema,
            action,
            acts ? reason : ActionReason.NONE,
            observed.current(),
            after,
            List.of(),
            observed.privateData(),
            object.dependencies(),
            object.createBeforeDestroy())
        .withIdentities(observed.identity(), acts ? null : observed.identity());
  }

  /// An object that is gone already: nothing is done, but the state forgets it.
  private static ResourceChange gone(
      StoredInstance known,
      @Nullable String deposedKey,
      StoredObject object,
      ObservedObject observed,
      ResourceSchema schema) {
    return new ResourceChange(
        known.address(),
        known.address(),
        deposedKey,
        known.provider(),
        schema,
        Action.NO_OP,
        ActionReason.NONE,
        observed.current(),
        observed.current(),
        List.of(),
        PrivateData.NONE,
        object.dependencies(),
        object.createBeforeDestroy());
  }

  private boolean isToBeForgotten(ResourceInstanceAddress address) {
    Resource declared = evaluation.configuration().resource(address.configuration());
    if (declared != null) {
      return !declared.lifecycle().destroy();
    }
    for (Map.Entry<?, dev.holdfast.engine.config.Module> each :
        evaluation.configuration().modules().entrySet()) {
      for (Removed removed : each.getValue().removed()) {
        if (!removed.destroy() && isAbout(removed, each.getValue(), address)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a block of a module is about an object; its address is relative to the module.
  private static boolean isAbout(
      Removed removed, dev.holdfast.engine.config.Module module, ResourceInstanceAddress address) {
    List<ModuleInstanceAddress.Step> steps = address.module().steps();
    int depth = module.path().names().size();
    return steps.size() >= depth
        && new ModuleInstanceAddress(steps.subList(0, depth)).module().equals(module.path())
        && removed
            .from()
            .contains(
                new ResourceInstanceAddress(
                    new ModuleInstanceAddress(steps.subList(depth, steps.size())),
                    address.resource(),
                    address.key()));
  }

  /// Whether nothing forbids it; else that is reported.
  private boolean mayBeDestroyed(ResourceInstanceAddress address) {
    Resource declared = evaluation.configuration().resource(address.configuration());
    if (declared == null || declared.lifecycle().preventDestroy() == null) {
      return true;
    }
    ModuleEvaluation module = evaluation.module(address.module());
    ResourceEvaluation resource = module == null ? null : module.resource(address.resource());
    InstanceEvaluation instance =
        resource == null ? null : resource.instanceEvaluation(address.key());
    return instance == null || new PreventDestroy(run.diagnostics(), instance).allows();
  }

  /// Why an instance of the state is to be removed, or null where the configuration declares it.
  private @Nullable ActionReason reasonToRemove(ResourceInstanceAddress address) {
    if (run.options().mode() == PlanMode.DESTROY) {
      return ActionReason.NONE;
    }
    ModuleEvaluation module = evaluation.module(address.module());
    if (module == null) {
      return ActionReason.DELETE_BECAUSE_NO_MODULE;
    }
    ResourceEvaluation resource = module.resource(address.resource());
    if (resource == null) {
      return ActionReason.DELETE_BECAUSE_NO_RESOURCE_CONFIG;
    }
    Expansion expansion = resource.expansion();
    if (expansion.kind() == Expansion.Kind.DEFERRED
        || expansion.instances().containsKey(address.key())) {
      return null;
    }
    return switch (expansion.kind()) {
      case COUNT ->
          address.key() instanceof InstanceKey.Index
              ? ActionReason.DELETE_BECAUSE_COUNT_INDEX
              : ActionReason.DELETE_BECAUSE_WRONG_REPETITION;
      case FOR_EACH ->
          address.key() instanceof InstanceKey.Key
              ? ActionReason.DELETE_BECAUSE_EACH_KEY
              : ActionReason.DELETE_BECAUSE_WRONG_REPETITION;
      case ENABLED ->
          address.key() instanceof InstanceKey.None
              ? ActionReason.DELETE_BECAUSE_ENABLED_FALSE
              : ActionReason.DELETE_BECAUSE_WRONG_REPETITION;
      case SINGLE -> ActionReason.DELETE_BECAUSE_WRONG_REPETITION;
      case DEFERRED -> null;
    };
  }
}
