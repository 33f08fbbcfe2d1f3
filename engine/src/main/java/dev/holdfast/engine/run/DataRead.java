package dev.holdfast.engine.run;

import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.Lifecycle;
import dev.holdfast.engine.evaluation.ConditionEvaluation;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.InstanceConfiguration;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.plan.object.SensitivePaths;
import dev.holdfast.engine.planning.ObjectId;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredValues;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.util.List;
import java.util.Map;

/// Reads a data source that could not be read while planning.
final class DataRead {
  private final RunContext context;
  private final ResourceChange change;
  private final InstanceEvaluation instance;

  DataRead(RunContext context, ResourceChange change, InstanceEvaluation instance) {
    this.context = context;
    this.change = change;
    this.instance = instance;
  }

  /// Whether it ended well; what went wrong is reported.
  boolean execute() {
    ResourceInstanceAddress address = change.address();
    Lifecycle lifecycle = instance.resource().lifecycle();
    if (!ConditionEvaluation.of(instance, instance.scope(), context.diagnostics())
        .checkAll(lifecycle.preconditions(), "Resource precondition failed")) {
      return false;
    }
    ConfiguredProvider provider = context.provider(change.provider(), address);
    DecodedBody decoded =
        InstanceConfiguration.decode(instance, change.schema().block(), context.diagnostics());
    if (provider == null || decoded == null) {
      return false;
    }
    RunContext.Ongoing ongoing = context.begin(address, Action.READ, "");
    ProviderFeedback feedback =
        new ProviderFeedback(context.diagnostics(), address.toString(), decoded::rangeOf);
    Responses.ReadData response =
        provider.call(() ->
            provider
                .provider()
                .readData(
                    new Requests.ReadData(
                        address.resource().type(),
                        Marks.strip(decoded.value()),
                        ongoing.progress())));
    if (!feedback.report(response.diagnostics())) {
      ongoing.failed();
      return false;
    }
    Value value =
        SensitivePaths.markBySchema(
            change.schema().block(),
            SensitivePaths.mark(response.result(), SensitivePaths.byMarks(decoded.value())));
    StoredObject stored =
        StoredValues.encode(
            value,
            change.schema(),
            StoredObject.Status.READY,
            PrivateData.NONE,
            List.of(),
            false,
            false);
    boolean kept = context.put(new StoredInstance(address, change.provider(), stored, Map.of()));
    ongoing.completed(ObjectId.of(value));
    return kept
        && ConditionEvaluation.of(instance, instance.scopeWithSelf(value), context.diagnostics())
            .checkAll(lifecycle.postconditions(), "Resource postcondition failed");
  }
}
