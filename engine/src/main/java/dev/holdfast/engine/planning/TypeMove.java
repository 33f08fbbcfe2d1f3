package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.provider.ProviderDiagnostic;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredValues;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A move to another type of resource or to another provider: the new provider is asked to make an
/// object of its own of the one that the state has.
///
/// @param address where the object is now
/// @param sourceType the type that it had
/// @param sourceProvider the provider that kept it
record TypeMove(ResourceInstanceAddress address, String sourceType, ProviderSource sourceProvider) {

  /// The move of an object, or null where it was not moved or is of the same kind as before.
  ///
  /// @param provider of the resource now
  static @Nullable TypeMove of(
      PlanningRun run, ResourceInstanceAddress address, ProviderSource provider) {
    ResourceInstanceAddress previous = run.previousAddress(address);
    StoredInstance stored = run.state().instance(address);
    if (previous.equals(address) || stored == null) {
      return null;
    }
    ProviderSource kept = stored.provider().source();
    boolean same =
        previous.resource().type().equals(address.resource().type()) && isSame(kept, provider);
    return same ? null : new TypeMove(address, previous.resource().type(), kept);
  }

  /// The same provider may come from several registries.
  private static boolean isSame(ProviderSource one, ProviderSource other) {
    return one.namespace().equals(other.namespace()) && one.type().equals(other.type());
  }

  /// The object as one of the new type; null after an error, which is reported.
  @Nullable StoredObject take(
      StoredObject stored,
      ConfiguredProvider provider,
      ResourceSchema schema,
      ProviderFeedback feedback) {
    if (stored.extras().flat()) {
      feedback.report(
          List.of(
              ProviderDiagnostic.error(
                  "Object of an old version cannot be moved",
                  "The state keeps the %s that is moved to %s in the form of Terraform 0.11, which no provider can make another type of. Apply once without the \"moved\" block first."
                      .formatted(sourceType, address))));
      return null;
    }
    Requests.Move request =
        new Requests.Move(
            sourceProvider.toString(),
            sourceType,
            stored.schemaVersion(),
            stored.json(),
            stored.privateData(),
            stored.extras().identity(),
            stored.extras().identityVersion(),
            address.resource().type());
    Responses.Move response = provider.call(() -> provider.provider().moveState(request));
    if (!feedback.report(response.diagnostics())) {
      return null;
    }
    Value object = response.object();
    if (object.isNull() || !object.isWhollyKnown()) {
      feedback.report(
          List.of(
              ProviderDiagnostic.error(
                  "Provider returned invalid result object after move",
                  "The provider did not make an object of %s of the %s that was moved there. This is a bug in the provider."
                      .formatted(address, sourceType))));
      return null;
    }
    return StoredValues.withIdentity(
        StoredValues.encode(
            StoredValues.mark(object, stored, schema),
            schema,
            stored.status(),
            response.privateData(),
            stored.dependencies(),
            stored.createBeforeDestroy(),
            stored.skipDestroy()),
        schema,
        response.identity());
  }
}
