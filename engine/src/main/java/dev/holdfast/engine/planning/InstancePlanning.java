package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.config.CheckRule;
import dev.holdfast.engine.evaluation.ConditionEvaluation;
import dev.holdfast.engine.evaluation.ConfigurationEvaluation;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ProviderConfigurations;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans each instance that the configuration declares, when its value is first asked for.
final class InstancePlanning implements InstanceEvaluation.Phase {
  private final PlanningRun run;
  private @Nullable ConfigurationEvaluation evaluation;

  InstancePlanning(PlanningRun run) {
    this.run = run;
  }

  /// Must be called before the first value is asked for.
  void attach(ConfigurationEvaluation newEvaluation) {
    evaluation = newEvaluation;
  }

  private ConfigurationEvaluation evaluation() {
    if (evaluation == null) {
      throw new IllegalStateException("not attached to an evaluation");
    }
    return evaluation;
  }

  @Override
  public Value valueOf(InstanceEvaluation instance) {
    instance.module().awaitCallDependencies();
    instance.resource().dependsOn().forEach(instance.module()::await);
    ProviderConfigurations.Resolved resolved =
        new ProviderConfigurations(evaluation()).of(instance);
    if (resolved == null) {
      return Values.UNKNOWN;
    }
    ResourceSchema schema = schema(instance, resolved.provider());
    if (schema == null) {
      return Values.UNKNOWN;
    }
    Value unknown = Value.unknown(schema.block().impliedType());
    if (!conditionsHold(
        instance.resource().lifecycle().preconditions(),
        new ConditionEvaluation(run.diagnostics(), instance.scope()),
        "Resource precondition failed")) {
      return unknown;
    }
    Value value =
        switch (instance.resource().address().mode()) {
          case MANAGED -> new ManagedPlanning(run, instance, resolved, schema).plan();
          case DATA -> new DataPlanning(run, instance, resolved, schema).plan();
          case EPHEMERAL -> {
            run.diagnostics()
                .add(
                    Diagnostic.error(
                        "Ephemeral resources are not supported yet",
                        "This version of Holdfast cannot open ephemeral resources. Use a data source"
                            + " or an input variable marked as ephemeral in its place.",
                        instance.resource().range()));
            yield null;
          }
        };
    if (value == null) {
      return unknown;
    }
    return conditionsHold(
            instance.resource().lifecycle().postconditions(),
            new ConditionEvaluation(run.diagnostics(), instance.scopeWithSelf(value)),
            "Resource postcondition failed")
        ? value
        : unknown;
  }

  private static boolean conditionsHold(
      List<CheckRule> rules, ConditionEvaluation conditions, String summary) {
    boolean hold = true;
    for (CheckRule rule : rules) {
      hold &= conditions.check(rule, summary, null, "");
    }
    return hold;
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
