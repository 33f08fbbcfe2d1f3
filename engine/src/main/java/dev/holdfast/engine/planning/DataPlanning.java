package dev.holdfast.engine.planning;

import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.change.ActionReason;
import dev.holdfast.engine.evaluation.ConfiguredProvider;
import dev.holdfast.engine.evaluation.InstanceConfiguration;
import dev.holdfast.engine.evaluation.InstanceEvaluation;
import dev.holdfast.engine.evaluation.ProviderConfigurations;
import dev.holdfast.engine.evaluation.ProviderFeedback;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.plan.object.SensitivePaths;
import dev.holdfast.engine.plan.object.UnknownObject;
import dev.holdfast.engine.provider.PrivateData;
import dev.holdfast.engine.provider.Progress;
import dev.holdfast.engine.provider.Requests;
import dev.holdfast.engine.provider.Responses;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.schema.decode.DecodedBody;
import dev.holdfast.hcl.type.Type;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a data source now, or plans to read it while applying when its configuration is not known
/// yet or something it waits for is about to change.
final class DataPlanning {
  private final PlanningRun run;
  private final InstanceEvaluation instance;
  private final ResourceInstanceAddress address;
  private final ProviderConfigurations.Resolved resolved;
  private final ConfiguredProvider provider;
  private final ResourceSchema schema;
  private final Type type;
  private final boolean inCheck;

  /// What a data source gave, as the state will keep it.
  record ReadObject(ProviderConfigurationAddress provider, ResourceSchema schema, Value value) {}

  DataPlanning(
      PlanningRun run,
      InstanceEvaluation instance,
      ProviderConfigurations.Resolved resolved,
      ResourceSchema schema,
      boolean inCheck) {
    this.run = run;
    this.inCheck = inCheck;
    this.instance = instance;
    this.address = instance.address();
    this.resolved = resolved;
    this.provider = resolved.provider();
    this.schema = schema;
    this.type = schema.block().impliedType();
  }

  /// What references to the data source see; null after an error, which is reported.
  @Nullable Value plan() {
    DecodedBody decoded = InstanceConfiguration.decode(instance, schema.block(), run.diagnostics());
    if (decoded == null) {
      return null;
    }
    ProviderFeedback feedback =
        new ProviderFeedback(run.diagnostics(), address.toString(), decoded::rangeOf);
    Value configuration = Marks.strip(decoded.value());
    String name = address.resource().type();
    if (!feedback.report(
        provider.call(() -> provider.provider().validateDataSource(name, configuration)),
        decoded.deprecations())) {
      return null;
    }
    if (!configuration.isWhollyKnown()) {
      return defer(decoded.value(), ActionReason.READ_BECAUSE_CONFIG_UNKNOWN);
    }
    if (run.pending().before(instance)) {
      return defer(decoded.value(), ActionReason.READ_BECAUSE_DEPENDENCY_PENDING);
    }
    return read(decoded.value(), configuration, feedback);
  }

  private @Nullable Value read(Value marked, Value configuration, ProviderFeedback feedback) {
    Instant begin = run.clock().instant();
    run.events().accept(new Event.ReadStarted(begin, address));
    Responses.ReadData response =
        provider.call(() ->
            provider
                .provider()
                .readData(
                    new Requests.ReadData(
                        address.resource().type(), configuration, Progress.SILENT)));
    if (!feedback.report(response.diagnostics())) {
      if (inCheck && run.changesAnything()) {
        defer(marked, ActionReason.READ_BECAUSE_CHECK_NESTED);
      }
      return null;
    }
    Value value =
        SensitivePaths.markBySchema(
            schema.block(), SensitivePaths.mark(response.result(), SensitivePaths.byMarks(marked)));
    Instant end = run.clock().instant();
    run.events()
        .accept(
            new Event.ReadCompleted(
                end, address, Duration.between(begin, end), ObjectId.of(value)));
    run.readData().put(address, new ReadObject(resolved.address(), schema, value));
    if (inCheck && run.changesAnything()) {
      // What it tells may be otherwise once the changes are made.
      readLater(value, ActionReason.READ_BECAUSE_CHECK_NESTED);
    }
    return value;
  }

  private Value defer(Value configuration, ActionReason reason) {
    Value planned =
        SensitivePaths.markBySchema(
            schema.block(), UnknownObject.of(schema.block(), configuration));
    readLater(planned, inCheck ? ActionReason.READ_BECAUSE_CHECK_NESTED : reason);
    return planned;
  }

  private void readLater(Value planned, ActionReason reason) {
    ResourceChange change =
        new ResourceChange(
            address,
            address,
            null,
            resolved.address(),
            schema,
            Action.READ,
            reason,
            Value.nullOf(type),
            planned,
            List.of(),
            PrivateData.NONE,
            List.of(),
            false);
    run.planned().put(address, new PlannedObject(change, null));
  }
}
