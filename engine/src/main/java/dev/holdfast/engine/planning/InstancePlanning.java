package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.config.Lifecycle;
import dev.holdfast.engine.evaluation.ConditionEvaluation;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ProviderConfigurations;
import dev.holdfast.engine.evaluation.UnknownResourceType;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import org.jspecify.annotations.Nullable;

/// Plans each managed object and data source that the configuration declares, when its value is
/// first asked for.
final class InstancePlanning implements InstanceEvaluation.Phase {
  private final PlanningRun run;
  private final boolean inCheck;

  /// @param inCheck whether it plans the data sources that stand in checks
  InstancePlanning(PlanningRun run, boolean inCheck) {
    this.run = run;
    this.inCheck = inCheck;
  }

  @Override
  public Value valueOf(InstanceEvaluation instance) {
    instance.awaitDependencies();
    if (run.cancelled().getAsBoolean()) {
      return Values.UNKNOWN;
    }
    ProviderConfigurations.Resolved resolved =
        new ProviderConfigurations(instance.module().evaluation()).of(instance);
    if (resolved == null) {
      return Values.UNKNOWN;
    }
    ResourceSchema schema = schema(instance, resolved.provider());
    if (schema == null) {
      return Values.UNKNOWN;
    }
    Value unknown = Value.unknown(schema.block().impliedType());
    Lifecycle lifecycle = instance.resource().lifecycle();
    if (!ConditionEvaluation.of(instance, instance.scope(), run.diagnostics())
        .checkAll(lifecycle.preconditions(), "Resource precondition failed")) {
      return unknown;
    }
    Value value =
        switch (instance.resource().address().mode()) {
          case MANAGED -> new ManagedPlanning(run, instance, resolved, schema).plan();
          case DATA -> new DataPlanning(run, instance, resolved, schema, inCheck).plan();
          case EPHEMERAL -> throw new IllegalStateException("opened, not planned");
        };
    if (value == null) {
      return unknown;
    }
    return ConditionEvaluation.of(instance, instance.scopeWithSelf(value), run.diagnostics())
            .checkAll(lifecycle.postconditions(), "Resource postcondition failed")
        ? value
        : unknown;
  }

  private @Nullable ResourceSchema schema(
      InstanceEvaluation instance, ConfiguredProvider provider) {
    ResourceMode mode = instance.resource().address().mode();
    String type = instance.resource().address().type();
    ProviderSchema offered = provider.provider().schema();
    ResourceSchema schema = offered.resource(mode, type);
    if (schema == null) {
      run.diagnostics().add(UnknownResourceType.of(instance.resource(), offered));
    }
    return schema;
  }
}
