package dev.holdfast.engine.run;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.Lifecycle;
import dev.holdfast.engine.config.Provisioner;
import dev.holdfast.engine.evaluation.ConditionEvaluation;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.InstanceConfiguration;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.plan.object.ObjectCompatibility;
import dev.holdfast.engine.plan.object.ObjectFault;
import dev.holdfast.engine.plan.object.ProposedNewObject;
import dev.holdfast.engine.plan.object.SensitivePaths;
import dev.holdfast.engine.plan.object.WriteOnlyAttributes;
import dev.holdfast.engine.planning.IgnoredArguments;
import dev.holdfast.engine.planning.ObjectId;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredValues;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Path;
import dev.holdfast.hcl.value.UnknownValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Walk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates or updates one object: evaluate its configuration with what is known now, plan once
/// more, hold the provider to its word, apply, and keep whatever came of it.
final class ObjectApply {
  private final RunContext context;
  private final ResourceChange change;
  private final ResourceInstanceAddress address;
  private final InstanceEvaluation instance;
  private final ResourceSchema schema;
  private ProviderFeedback feedback;

  ObjectApply(RunContext context, ResourceChange change, InstanceEvaluation instance) {
    this.context = context;
    this.change = change;
    this.address = change.address();
    this.instance = instance;
    this.schema = change.schema();
    this.feedback =
        new ProviderFeedback(
            context.diagnostics(), address.toString(), path -> instance.resource().range());
  }

  /// Whether it ended well; what went wrong is reported.
  boolean execute() {
    if (!ConditionEvaluation.of(instance, instance.scope(), context.diagnostics())
        .checkAll(
            instance.resource().lifecycle().preconditions(), "Resource precondition failed")) {
      return false;
    }
    ConfiguredProvider provider = context.provider(change.provider(), address);
    DecodedBody decoded =
        InstanceConfiguration.decode(instance, schema.block(), context.diagnostics());
    if (provider == null || decoded == null) {
      return false;
    }
    feedback = new ProviderFeedback(context.diagnostics(), address.toString(), decoded::rangeOf);
    if (!decoded.value().isWhollyKnown()) {
      return fault(
          "Configuration contains unknown value",
          "The configuration of %s still holds unknown values during apply. This is a bug in Holdfast."
              .formatted(address));
    }
    StoredInstance before = context.stored(address, change.provider());
    StoredObject old = change.action() == Action.UPDATE ? before.current() : null;
    Value prior = Value.nullOf(schema.block().impliedType());
    Value priorIdentity = null;
    if (old != null) {
      try {
        prior = StoredValues.decode(old, schema);
        priorIdentity = StoredValues.identity(old, schema);
      } catch (CodecException damaged) {
        return fault("Stored object does not follow its schema", damaged.getMessage());
      }
    }
    Value plainPrior = Marks.strip(prior);
    Value configuration =
        IgnoredArguments.apply(
            instance.resource().lifecycle(), plainPrior, Marks.strip(decoded.value()));
    Responses.Plan planned =
        finalPlan(
            provider,
            plainPrior,
            configuration,
            old == null ? PrivateData.NONE : old.privateData(),
            priorIdentity);
    if (planned == null) {
      return false;
    }
    Action action = old == null ? Action.CREATE : Action.UPDATE;
    RunContext.Ongoing ongoing = context.begin(address, action, ObjectId.of(prior));
    Value after = null;
    if (provider.provider().keepsOnlyState() || context.intend(address, null, action)) {
      after = apply(provider, before, old, plainPrior, planned, configuration, decoded, ongoing);
    }
    if (after == null || !provision(old == null, after) || !postconditionsHold(after)) {
      ongoing.failed();
      return false;
    }
    (old == null ? context.counts().added : context.counts().changed).incrementAndGet();
    ongoing.completed(ObjectId.of(after));
    return true;
  }

  private Responses.@Nullable Plan finalPlan(
      ConfiguredProvider provider,
      Value prior,
      Value configuration,
      PrivateData privateData,
      @Nullable Value priorIdentity) {
    String type = address.resource().type();
    if (!feedback.report(
        provider.call(() -> provider.provider().validateResource(type, configuration)))) {
      return null;
    }
    Value proposed = ProposedNewObject.of(schema.block(), prior, configuration);
    Responses.Plan planned =
        provider.call(() ->
            provider
                .provider()
                .plan(
                    new Requests.Plan(
                        type, prior, proposed, configuration, privateData, priorIdentity)));
    if (!feedback.report(planned.diagnostics())
        || !feedback.refuseWriteOnly(
            change.provider().source(), "planning", schema.block(), planned.planned())) {
      return null;
    }
    if (!planned.legacyTypes()) {
      List<ObjectFault> faults =
          ObjectCompatibility.check(schema.block(), Marks.strip(change.after()), planned.planned());
      if (!faults.isEmpty()) {
        faultOfProvider(
            "Provider produced inconsistent final plan",
            "When expanding the plan for %s to include new values learned so far during apply, the"
                + " provider \"%s\" produced an invalid new value for %s.\n\nThis is a bug in the"
                + " provider, which should be reported in the provider's own issue tracker.",
            faults);
        return null;
      }
      return planned;
    }
    return planned.withPlanned(
        IgnoredArguments.apply(instance.resource().lifecycle(), prior, planned.planned()));
  }

  /// The object afterwards, marked; null after an error. Whatever came of it is in the state.
  private @Nullable Value apply(
      ConfiguredProvider provider,
      StoredInstance before,
      @Nullable StoredObject old,
      Value prior,
      Responses.Plan planned,
      Value configuration,
      DecodedBody decoded,
      RunContext.Ongoing ongoing) {
    Responses.Apply response =
        provider.call(() ->
            provider
                .provider()
                .apply(
                    new Requests.Apply(
                        address.resource().type(),
                        prior,
                        planned.planned(),
                        configuration,
                        planned.plannedPrivate(),
                        planned.identity(),
                        ongoing.progress())));
    boolean well = feedback.report(response.diagnostics());
    Value result = response.after();
    if (result.isNull()) {
      if (well) {
        fault(
            "Provider returned invalid result object after apply",
            "After the apply operation, the provider returned no object for %s. This is a bug in the"
                    .formatted(address)
                + " provider.");
      }
      // Nothing came of it: the object is as it was.
      context.put(before);
      return null;
    }
    if (!feedback.refuseWriteOnly(change.provider().source(), "applying", schema.block(), result)) {
      well = false;
      result = WriteOnlyAttributes.removed(schema.block(), result);
    }
    if (!result.isWhollyKnown()) {
      well = false;
      result = withoutUnknowns(result);
    }
    if (well && !response.legacyTypes()) {
      well = keepsItsWord(planned.planned(), result);
    }
    Value marked =
        SensitivePaths.markBySchema(
            schema.block(), SensitivePaths.mark(result, SensitivePaths.byMarks(decoded.value())));
    StoredObject.Status status =
        old == null && (!well || hasCreateProvisioners())
            ? StoredObject.Status.TAINTED
            : old == null ? StoredObject.Status.READY : old.status();
    Lifecycle lifecycle = instance.resource().lifecycle();
    StoredObject stored =
        StoredValues.withIdentity(
            StoredValues.encode(
                marked,
                schema,
                status,
                response.privateData(),
                change.dependencies(),
                change.createBeforeDestroy(),
                !lifecycle.destroy()),
            schema,
            identity(planned, response));
    boolean kept =
        context.put(new StoredInstance(address, change.provider(), stored, before.deposed()));
    return well && kept ? marked : null;
  }

  /// What identifies the object now: what the provider says, or else what it planned.
  private static @Nullable Value identity(Responses.Plan planned, Responses.Apply response) {
    Value identity = response.identity() == null ? planned.identity() : response.identity();
    return identity != null && identity.isWhollyKnown() ? identity : null;
  }

  private boolean keepsItsWord(Value planned, Value result) {
    List<ObjectFault> faults = ObjectCompatibility.check(schema.block(), planned, result);
    if (!faults.isEmpty()) {
      faultOfProvider(
          "Provider produced inconsistent result after apply",
          "When applying changes to %s, provider \"%s\" produced an unexpected new value: %s.\n\nThis"
              + " is a bug in the provider, which should be reported in the provider's own issue"
              + " tracker.",
          faults);
    }
    return faults.isEmpty();
  }

  private Value withoutUnknowns(Value result) {
    List<Path> unknown = new ArrayList<>();
    Value known =
        Walk.transform(
            result,
            (path, part) -> {
              if (part instanceof UnknownValue) {
                unknown.add(path);
                return Value.nullOf(part.type());
              }
              return part;
            });
    fault(
        "Provider returned invalid result object after apply",
        "After the apply operation, the provider still indicated an unknown value for %s%s. All values"
                .formatted(address, unknown.getFirst())
            + " must be known after apply, so this is always a bug in the provider and should be"
            + " reported in the provider's own repository. Holdfast will still save the other known"
            + " object values in the state.");
    return known;
  }

  /// Runs the provisioners of a new object. It counts as tainted until they are done, so that it is
  /// made anew if they fail, or if nobody ever hears of their end.
  private boolean provision(boolean created, Value after) {
    if (!created || !hasCreateProvisioners()) {
      return true;
    }
    boolean well =
        new ProvisionerRun(context, address, instance.scopeWithSelf(after))
            .run(
                instance.resource().provisioners(),
                Provisioner.When.CREATE,
                instance.resource().connection());
    if (!well) {
      return false;
    }
    StoredInstance stored = context.stored(address, change.provider());
    StoredObject current = stored.current();
    return current != null
        && context.put(
            RunContext.withCurrent(stored, current.withStatus(StoredObject.Status.READY)));
  }

  private boolean hasCreateProvisioners() {
    return instance.resource().provisioners().stream()
        .anyMatch(each -> each.when() == Provisioner.When.CREATE);
  }

  private boolean postconditionsHold(Value after) {
    return ConditionEvaluation.of(instance, instance.scopeWithSelf(after), context.diagnostics())
        .checkAll(
            instance.resource().lifecycle().postconditions(), "Resource postcondition failed");
  }

  private void faultOfProvider(String summary, String detail, List<ObjectFault> faults) {
    for (ObjectFault each : faults) {
      fault(summary, detail.formatted(address, change.provider().source(), each));
    }
  }

  private boolean fault(String summary, String detail) {
    context.diagnostics().add(Diagnostic.error(summary, detail).about(address.toString()));
    return false;
  }
}
