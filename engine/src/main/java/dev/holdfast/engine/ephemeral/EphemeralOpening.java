package dev.holdfast.engine.ephemeral;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.evaluation.ConditionEvaluation;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.InstanceConfiguration;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ProviderConfigurations;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.evaluation.UnknownResourceType;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.plan.object.SensitivePaths;
import dev.holdfast.engine.plan.object.UnknownObject;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.Block;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import org.jspecify.annotations.Nullable;

/// Opens one ephemeral resource, or leaves it for later while its configuration is not known or
/// something it depends on is still to change.
final class EphemeralOpening {
  private final EphemeralResources resources;
  private final InstanceEvaluation instance;
  private final ResourceInstanceAddress address;

  EphemeralOpening(EphemeralResources resources, InstanceEvaluation instance) {
    this.resources = resources;
    this.instance = instance;
    this.address = instance.address();
  }

  /// What references to it see; unknown where it is left for later or after a fault, which is
  /// reported.
  Value value() {
    instance.awaitDependencies();
    ProviderConfigurations.Resolved resolved =
        new ProviderConfigurations(instance.module().evaluation()).of(instance);
    ResourceSchema schema = resolved == null ? null : schema(resolved.provider());
    if (resolved == null || schema == null) {
      return Values.UNKNOWN.mark(Mark.EPHEMERAL);
    }
    Value opened = open(resolved.provider(), schema.block());
    Value value = opened == null ? Value.unknown(schema.block().impliedType()) : opened;
    return value.mark(Mark.EPHEMERAL);
  }

  private @Nullable ResourceSchema schema(ConfiguredProvider provider) {
    ProviderSchema offered = provider.provider().schema();
    ResourceSchema schema = offered.resource(address.resource().mode(), address.resource().type());
    if (schema == null) {
      resources.diagnostics().add(UnknownResourceType.of(instance.resource(), offered));
    }
    return schema;
  }

  /// Null after a fault.
  private @Nullable Value open(ConfiguredProvider provider, Block block) {
    var lifecycle = instance.resource().lifecycle();
    if (!ConditionEvaluation.of(instance, instance.scope(), resources.diagnostics())
        .checkAll(lifecycle.preconditions(), "Resource precondition failed")) {
      return null;
    }
    DecodedBody decoded = InstanceConfiguration.decode(instance, block, resources.diagnostics());
    if (decoded == null) {
      return null;
    }
    ProviderFeedback feedback =
        new ProviderFeedback(resources.diagnostics(), address.toString(), decoded::rangeOf);
    Value configuration = Marks.strip(decoded.value());
    String type = address.resource().type();
    if (!feedback.report(
        provider.call(() -> provider.provider().validateEphemeral(type, configuration)),
        decoded.deprecations())) {
      return null;
    }
    boolean applying = instance.module().evaluation().isApplying();
    if (!applying && (!configuration.isWhollyKnown() || resources.mustWait(instance))) {
      return SensitivePaths.markBySchema(block, UnknownObject.of(block, decoded.value()));
    }
    if (!configuration.isWhollyKnown()) {
      resources
          .diagnostics()
          .add(
              Diagnostic.error(
                      "Configuration contains unknown value",
                      "%s is needed now, but its configuration still holds values that only a later"
                              .formatted(address)
                          + " step of this run can tell.",
                      instance.resource().range())
                  .about(address.toString()));
      return null;
    }
    Value value = open(provider, block, configuration, decoded, feedback);
    return value != null
            && ConditionEvaluation.of(
                    instance,
                    instance.scopeWithSelf(value.mark(Mark.EPHEMERAL)),
                    resources.diagnostics())
                .checkAll(lifecycle.postconditions(), "Resource postcondition failed")
        ? value
        : null;
  }

  private @Nullable Value open(
      ConfiguredProvider provider,
      Block block,
      Value configuration,
      DecodedBody decoded,
      ProviderFeedback feedback) {
    Stages stages = new Stages(resources, address);
    Stages.Running running = stages.begin(Event.EphemeralStage.OPEN);
    Responses.Open response =
        provider.call(() ->
            provider.provider().open(new Requests.Open(address.resource().type(), configuration)));
    boolean well = feedback.report(response.diagnostics());
    if (!well) {
      running.failed();
      return null;
    }
    running.completed();
    resources.opened(new OpenResource(resources, stages, address, provider, response));
    return SensitivePaths.markBySchema(
        block, SensitivePaths.mark(response.result(), SensitivePaths.byMarks(decoded.value())));
  }
}
