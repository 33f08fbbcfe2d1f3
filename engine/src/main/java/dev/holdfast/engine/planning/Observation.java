package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.RawJson;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredValues;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import org.jspecify.annotations.Nullable;

/// Looks at stored objects: brings them to the present schema and asks the provider what they are
/// now.
final class Observation {
  private final PlanningRun run;
  private final ProviderSource source;

  /// @param source of the provider that is asked
  Observation(PlanningRun run, ProviderSource source) {
    this.run = run;
    this.source = source;
  }

  /// The object as it is now, or null after an error, which is reported.
  @Nullable ObservedObject observe(
      ResourceInstanceAddress address,
      StoredObject stored,
      ConfiguredProvider provider,
      ResourceSchema schema,
      ProviderFeedback feedback) {
    TypeMove move = TypeMove.of(run, address, source);
    StoredObject known = move == null ? stored : move.take(stored, provider, schema, feedback);
    return known == null ? null : look(address, known, provider, schema, feedback);
  }

  private @Nullable ObservedObject look(
      ResourceInstanceAddress address,
      StoredObject stored,
      ConfiguredProvider provider,
      ResourceSchema schema,
      ProviderFeedback feedback) {
    String type = address.resource().type();
    if (stored.schemaVersion() > schema.version()) {
      run.diagnostics()
          .add(
              Diagnostic.error(
                      "Resource instance managed by newer provider version",
                      "The current state of %s was created by a newer provider version than is"
                              .formatted(address)
                          + " currently selected. Upgrade the provider to work with this state.")
                  .about(address.toString()));
      return null;
    }
    Responses.Upgrade upgrade =
        provider.call(() ->
            provider
                .provider()
                .upgradeState(
                    new Requests.Upgrade(
                        type, stored.schemaVersion(), stored.json(), stored.extras().flat())));
    if (!feedback.report(upgrade.diagnostics())
        || !feedback.refuseWriteOnly(source, "upgrading", schema.block(), upgrade.upgraded())) {
      return null;
    }
    Identity identity = identity(address, stored, provider, schema, feedback);
    if (identity == null) {
      return null;
    }
    Value recorded = StoredValues.mark(upgrade.upgraded(), stored, schema);
    if (!run.options().refresh()) {
      return new ObservedObject(
          stored, recorded, recorded, stored.privateData(), identity.value(), identity.value());
    }
    return read(
        address,
        stored,
        upgrade.upgraded(),
        recorded,
        identity.value(),
        provider,
        schema,
        feedback);
  }

  private @Nullable ObservedObject read(
      ResourceInstanceAddress address,
      StoredObject stored,
      Value upgraded,
      Value recorded,
      @Nullable Value identity,
      ConfiguredProvider provider,
      ResourceSchema schema,
      ProviderFeedback feedback) {
    String id = ObjectId.of(recorded);
    run.events().accept(new Event.RefreshStarted(run.clock().instant(), address, id));
    Responses.Read response =
        provider.call(() ->
            provider
                .provider()
                .read(
                    new Requests.Read(
                        address.resource().type(), upgraded, stored.privateData(), identity)));
    if (!feedback.report(response.diagnostics())
        || !feedback.refuseWriteOnly(source, "reading", schema.block(), response.current())) {
      return null;
    }
    run.events().accept(new Event.RefreshCompleted(run.clock().instant(), address, id));
    Value current = StoredValues.mark(response.current(), stored, schema);
    PrivateData privateData = response.privateData();
    // A provider that says nothing of the identity has not changed it.
    Value identityNow = response.identity() == null ? identity : response.identity();
    return new ObservedObject(stored, recorded, current, privateData, identity, identityNow);
  }

  /// An identity that may be missing, told apart from one that cannot be read.
  private record Identity(@Nullable Value value) {}

  /// The stored identity by the present schema; null after an error, which is reported.
  private @Nullable Identity identity(
      ResourceInstanceAddress address,
      StoredObject stored,
      ConfiguredProvider provider,
      ResourceSchema schema,
      ProviderFeedback feedback) {
    RawJson json = stored.extras().identity();
    if (json == null || schema.identity() == null) {
      return new Identity(null);
    }
    Requests.UpgradeIdentity request =
        new Requests.UpgradeIdentity(
            address.resource().type(), stored.extras().identityVersion(), json);
    Responses.UpgradeIdentity upgrade =
        provider.call(() -> provider.provider().upgradeIdentity(request));
    return feedback.report(upgrade.diagnostics()) ? new Identity(upgrade.identity()) : null;
  }
}
