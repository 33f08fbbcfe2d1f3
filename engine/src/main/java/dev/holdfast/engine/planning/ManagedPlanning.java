package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.InstanceConfiguration;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ProviderConfigurations;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.plan.Importing;
import dev.holdfast.engine.plan.PlanMode;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.plan.object.PlanValidity;
import dev.holdfast.engine.plan.object.ProposedNewObject;
import dev.holdfast.engine.plan.object.ReplacePaths;
import dev.holdfast.engine.plan.object.SensitivePaths;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Equality;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans one managed object: look at it, evaluate its configuration, ask the provider, check the
/// answer, choose the action (`docs/resource-instance-change-lifecycle.md` of the plugin protocol).
final class ManagedPlanning {
  private final PlanningRun run;
  private final InstanceEvaluation instance;
  private final ResourceInstanceAddress address;
  private final ProviderConfigurations.Resolved resolved;
  private final ConfiguredProvider provider;
  private final ResourceSchema schema;
  private final Type type;
  private ProviderFeedback feedback;
  private @Nullable Importing importing;

  ManagedPlanning(
      PlanningRun run,
      InstanceEvaluation instance,
      ProviderConfigurations.Resolved resolved,
      ResourceSchema schema) {
    this.run = run;
    this.instance = instance;
    this.address = instance.address();
    this.resolved = resolved;
    this.provider = resolved.provider();
    this.schema = schema;
    this.type = schema.block().impliedType();
    this.feedback =
        new ProviderFeedback(
            run.diagnostics(), address.toString(), path -> instance.resource().range());
  }

  /// What references to the object see; null after an error, which is reported.
  @Nullable Value plan() {
    StoredInstance known = run.state().instance(address);
    StoredObject stored = known == null ? null : known.current();
    ObservedObject observed = null;
    if (stored != null) {
      observed =
          new Observation(run, resolved.address().source())
              .observe(address, stored, provider, schema, feedback);
      if (observed == null) {
        return null;
      }
    }
    if (run.options().mode() != PlanMode.REFRESH_ONLY) {
      return planNormal(observed);
    }
    return observed == null && run.options().imports().containsKey(address)
        ? keepTaken()
        : keep(observed);
  }

  private @Nullable Value planNormal(@Nullable ObservedObject observed) {
    DecodedBody decoded = InstanceConfiguration.decode(instance, schema.block(), run.diagnostics());
    if (decoded == null || !ProvisionerChecks.check(instance, run.diagnostics())) {
      return null;
    }
    feedback = new ProviderFeedback(run.diagnostics(), address.toString(), decoded::rangeOf);
    Value configuration = decoded.value();
    Value plainConfiguration = Marks.strip(configuration);
    String name = address.resource().type();
    if (!feedback.report(
        provider.call(() -> provider.provider().validateResource(name, plainConfiguration)),
        decoded.deprecations())) {
      return null;
    }
    if (observed != null) {
      return plan(decoded, observed);
    }
    return switch (takeOver(configuration)) {
      case ObjectImport.Outcome.Found(ObservedObject object, Importing how, var more) -> {
        importing =
            how.withGeneratedConfiguration(run.options().generated().getOrDefault(address, ""));
        yield plan(decoded, object);
      }
      case ObjectImport.Outcome.Missing missing -> plan(decoded, null);
      case ObjectImport.Outcome.Failed failed -> null;
    };
  }

  /// @param decoded what the provider found valid
  private @Nullable Value plan(DecodedBody decoded, @Nullable ObservedObject observed) {
    Value configuration = decoded.value();
    Value plainConfiguration = Marks.strip(configuration);
    ObservedObject existing = observed == null || observed.isGone() ? null : observed;
    Value before = existing == null ? Value.nullOf(type) : existing.current();
    // A tainted object is planned as if it were not there, and then replaced.
    ObservedObject kept = existing == null || existing.isTainted() ? null : existing;
    Value prior = kept == null ? Value.nullOf(type) : Marks.strip(before);
    PrivateData privateData = kept == null ? PrivateData.NONE : kept.privateData();
    Value identity = kept == null ? null : kept.identity();
    Value effective =
        IgnoredArguments.apply(instance.resource().lifecycle(), prior, plainConfiguration);
    Responses.Plan answer = ask(prior, effective, privateData, identity);
    if (answer == null) {
      return null;
    }
    Choice choice = choose(observed, prior, answer);
    if (choice.action().isReplace() && kept != null) {
      // The new object owes nothing to the old one.
      answer = ask(Value.nullOf(type), plainConfiguration, answer.plannedPrivate(), null);
      if (answer == null) {
        return null;
      }
    }
    Value after =
        SensitivePaths.markBySchema(
            schema.block(),
            SensitivePaths.mark(answer.planned(), SensitivePaths.byMarks(configuration)));
    Action action = choice.action();
    if (action == Action.NO_OP && !sameSensitivity(before, after)) {
      action = Action.UPDATE;
    }
    record(action, choice, before, after, answer.plannedPrivate(), answer.identity(), observed);
    return preventDestroyHolds(action) ? after : null;
  }

  /// Takes over the object that is asked for, of a command or block or of the resource itself.
  ///
  /// @param configuration of the resource; with marks
  private ObjectImport.Outcome takeOver(Value configuration) {
    ImportTarget target = run.imports().target(address);
    if (target == null) {
      Adoption.Found adopted =
          new Adoption(instance, schema, run.diagnostics()).find(configuration);
      if (adopted.failed()) {
        return new ObjectImport.Outcome.Failed();
      }
      target = adopted.target();
    }
    return target == null
        ? new ObjectImport.Outcome.Missing()
        : new ObjectImport(run, provider, schema).take(target);
  }

  /// The answer of the provider, after the checks; null after an error.
  private Responses.@Nullable Plan ask(
      Value prior, Value configuration, PrivateData privateData, @Nullable Value identity) {
    Value proposed = ProposedNewObject.of(schema.block(), prior, configuration);
    String name = address.resource().type();
    Responses.Plan response =
        provider.call(() ->
            provider
                .provider()
                .plan(
                    new Requests.Plan(
                        name, prior, proposed, configuration, privateData, identity)));
    if (!feedback.report(response.diagnostics())
        || !feedback.refuseWriteOnly(
            resolved.address().source(), "planning", schema.block(), response.planned())) {
      return null;
    }
    var faults =
        response.legacyTypes()
            ? List.of()
            : PlanValidity.check(schema.block(), prior, configuration, response.planned());
    for (Object fault : faults) {
      run.diagnostics()
          .add(
              Diagnostic.error(
                      "Provider produced invalid plan",
                      "Provider \"%s\" planned an invalid value for %s%s.\n\nThis is a bug in the"
                              .formatted(resolved.address().source(), address, fault)
                          + " provider, which should be reported in the provider's own issue"
                          + " tracker.")
                  .about(address.toString()));
    }
    if (!faults.isEmpty()) {
      return null;
    }
    // Providers on the old SDK may change what is ignored, such as to a hash of it: not here.
    return response.legacyTypes()
        ? response.withPlanned(
            IgnoredArguments.apply(instance.resource().lifecycle(), prior, response.planned()))
        : response;
  }

  private record Choice(Action action, ActionReason reason, List<Path> requiresReplace) {}

  private Choice choose(@Nullable ObservedObject observed, Value prior, Responses.Plan answer) {
    Action replace =
        createBeforeDestroy(observed) ? Action.CREATE_THEN_DELETE : Action.DELETE_THEN_CREATE;
    if (observed != null && !observed.isGone() && observed.isTainted()) {
      return new Choice(replace, ActionReason.REPLACE_BECAUSE_TAINTED, List.of());
    }
    if (prior.isNull()) {
      return new Choice(Action.CREATE, ActionReason.NONE, List.of());
    }
    Value planned = answer.planned();
    List<Path> paths =
        ReplacePaths.filter(schema.block(), answer.requiresReplace(), prior, planned).paths();
    boolean same = Equality.sameIgnoringMarksAndRefinements(prior, planned);
    if (!paths.isEmpty()) {
      return new Choice(replace, ActionReason.REPLACE_BECAUSE_CANNOT_UPDATE, paths);
    }
    if (run.options().replace().contains(address)) {
      return new Choice(replace, ActionReason.REPLACE_BY_REQUEST, List.of());
    }
    if (new ReplaceTriggers(run, instance).fired()) {
      return new Choice(replace, ActionReason.REPLACE_BY_TRIGGERS, List.of());
    }
    return new Choice(same ? Action.NO_OP : Action.UPDATE, ActionReason.NONE, List.of());
  }

  private boolean createBeforeDestroy(@Nullable ObservedObject observed) {
    Boolean asked = instance.resource().lifecycle().createBeforeDestroy();
    return (asked != null && asked)
        || run.createBeforeDestroy().contains(address.configuration())
        || (asked == null && observed != null && observed.stored().createBeforeDestroy());
  }

  private static boolean sameSensitivity(Value before, Value after) {
    return (!before.containsMarks() && !after.containsMarks())
        || SensitivePaths.byMarks(before).equals(SensitivePaths.byMarks(after));
  }

  private boolean preventDestroyHolds(Action action) {
    return !action.isReplace() || new PreventDestroy(run.diagnostics(), instance).allows();
  }

  /// Takes an object over and leaves it as it is.
  private @Nullable Value keepTaken() {
    return switch (takeOver(Value.nullOf(type))) {
      case ObjectImport.Outcome.Found(ObservedObject object, Importing how, var more) -> {
        importing = how;
        new ImportedBeside(run, address, resolved).take(more);
        yield keep(object);
      }
      case ObjectImport.Outcome.Missing missing -> Value.unknown(type);
      case ObjectImport.Outcome.Failed failed -> null;
    };
  }

  /// The object stays as it is; nothing is asked of the provider. What it would be if it were there
  /// is not known.
  private Value keep(@Nullable ObservedObject observed) {
    if (observed == null) {
      return Value.unknown(type);
    }
    Choice none = new Choice(Action.NO_OP, ActionReason.NONE, List.of());
    record(
        Action.NO_OP,
        none,
        observed.current(),
        observed.current(),
        observed.privateData(),
        observed.identity(),
        observed);
    return observed.isGone() ? Value.unknown(type) : observed.current();
  }

  private void record(
      Action action,
      Choice choice,
      Value before,
      Value after,
      PrivateData plannedPrivate,
      @Nullable Value afterIdentity,
      @Nullable ObservedObject observed) {
    Action finalAction =
        action.isReplace() && !instance.resource().lifecycle().destroy()
            ? Action.FORGET_THEN_CREATE
            : action;
    ResourceChange change =
        new ResourceChange(
                address,
                run.previousAddress(address),
                null,
                resolved.address(),
                schema,
                finalAction,
                choice.reason(),
                before,
                after,
                new ArrayList<>(choice.requiresReplace()),
                plannedPrivate,
                List.of(),
                createBeforeDestroy(observed))
            .withIdentities(
                observed == null || observed.isGone() ? null : observed.identity(), afterIdentity)
            .withImporting(importing);
    run.planned().put(address, new PlannedObject(change, observed));
  }
}
