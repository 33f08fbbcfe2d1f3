package dev.holdfast.engine.run;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.Provisioner;
import dev.holdfast.engine.config.Removed;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.DestroyScope;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.planning.ObjectId;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredValues;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Destroys one object: a current one, or a deposed one.
final class ObjectDestroy {
  private final RunContext context;
  private final ResourceChange change;
  private final ResourceInstanceAddress address;
  private final @Nullable String deposedKey;

  /// @param deposedKey the deposed object to destroy, or null for the current one
  ObjectDestroy(RunContext context, ResourceChange change, @Nullable String deposedKey) {
    this.context = context;
    this.change = change;
    this.address = change.address();
    this.deposedKey = deposedKey;
  }

  /// Whether it ended well; what went wrong is reported.
  boolean execute() {
    StoredInstance instance = context.stored(address, change.provider());
    StoredObject object =
        deposedKey == null ? instance.current() : instance.deposed().get(deposedKey);
    if (object == null) {
      return true;
    }
    ConfiguredProvider provider = context.provider(instance.provider(), address);
    if (provider == null) {
      return false;
    }
    Value prior;
    Value identity;
    try {
      prior = StoredValues.decode(object, change.schema());
      identity = StoredValues.identity(object, change.schema());
    } catch (CodecException damaged) {
      context
          .diagnostics()
          .add(
              Diagnostic.error("Stored object does not follow its schema", damaged.getMessage())
                  .about(address.toString()));
      return false;
    }
    RunContext.Ongoing ongoing = context.begin(address, Action.DELETE, ObjectId.of(prior));
    boolean well =
        provision(object, prior)
            && (provider.provider().keepsOnlyState()
                || context.intend(address, deposedKey, Action.DELETE))
            && destroy(instance, object, prior, identity, provider, ongoing);
    if (well) {
      context.counts().destroyed.incrementAndGet();
      ongoing.completed("");
    } else {
      ongoing.failed();
    }
    return well;
  }

  /// Runs what is to run before an object is destroyed. Deposed objects have a successor that is in
  /// use, and tainted ones may never have been ready for it.
  private boolean provision(StoredObject object, Value prior) {
    if (deposedKey != null || object.status() == StoredObject.Status.TAINTED) {
      return true;
    }
    Configuration configuration = context.input().configuration();
    Module module = configuration.module(address.configuration().module());
    ProvisionerRun run =
        new ProvisionerRun(
            context, address, new DestroyScope(context.evaluation(), module, address, prior));
    Resource resource = configuration.resource(address.configuration());
    if (resource != null) {
      return run.run(resource.provisioners(), Provisioner.When.DESTROY, resource.connection());
    }
    for (Module each : configuration.modules().values()) {
      for (Removed removed : each.removed()) {
        if (!removed.provisioners().isEmpty() && removed.from().contains(address)) {
          return run.run(removed.provisioners(), Provisioner.When.DESTROY, removed.connection());
        }
      }
    }
    return true;
  }

  private boolean destroy(
      StoredInstance instance,
      StoredObject object,
      Value prior,
      @Nullable Value identity,
      ConfiguredProvider configured,
      RunContext.Ongoing ongoing) {
    ResourceSchema schema = change.schema();
    Provider provider = configured.provider();
    Value none = Value.nullOf(schema.block().impliedType());
    String type = address.resource().type();
    ProviderFeedback feedback =
        new ProviderFeedback(context.diagnostics(), address.toString(), path -> null);
    Value plainPrior = Marks.strip(prior);
    PrivateData privateData = object.privateData();
    if (provider.schema().capabilities().planDestroy()) {
      if (change.action() == Action.DELETE) {
        privateData = change.plannedPrivate();
      } else {
        // A plan of a replacement says nothing of how the old object goes.
        PrivateData before = privateData;
        Responses.Plan planned =
            configured.call(() ->
                provider.plan(new Requests.Plan(type, plainPrior, none, none, before, identity)));
        if (!feedback.report(planned.diagnostics())) {
          return false;
        }
        privateData = planned.plannedPrivate();
      }
    }
    PrivateData planned = privateData;
    Responses.Apply response =
        configured.call(() ->
            provider.apply(
                new Requests.Apply(
                    type, plainPrior, none, none, planned, identity, ongoing.progress())));
    boolean well = feedback.report(response.diagnostics());
    if (well && !response.after().isNull()) {
      context
          .diagnostics()
          .add(
              Diagnostic.error(
                      "Provider returned invalid result object after apply",
                      "After applying a delete, the provider still returned an object for %s. This is"
                              .formatted(address)
                          + " a bug in the provider.")
                  .about(address.toString()));
      well = false;
    }
    StoredObject left =
        response.after().isNull() && well ? null : stillThere(object, response, schema);
    return context.put(with(instance, left)) && well;
  }

  /// What the state keeps after a failed destroy: what the provider says is left, else the object
  /// as it was.
  private static StoredObject stillThere(
      StoredObject object, Responses.Apply response, ResourceSchema schema) {
    if (response.after().isNull() || !response.after().isWhollyKnown()) {
      return object;
    }
    return StoredValues.encode(
            StoredValues.mark(response.after(), object, schema),
            schema,
            object.status(),
            response.privateData(),
            object.dependencies(),
            object.createBeforeDestroy(),
            object.skipDestroy())
        .withIdentity(object.extras().identity(), object.extras().identityVersion());
  }

  private StoredInstance with(StoredInstance instance, @Nullable StoredObject left) {
    if (deposedKey == null) {
      return RunContext.withCurrent(instance, left);
    }
    Map<String, StoredObject> deposed = new TreeMap<>(instance.deposed());
    if (left == null) {
      deposed.remove(deposedKey);
    } else {
      deposed.put(deposedKey, left);
    }
    return new StoredInstance(instance.address(), instance.provider(), instance.current(), deposed);
  }
}
