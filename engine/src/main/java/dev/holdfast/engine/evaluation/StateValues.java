package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.schema.ProviderSchema;
import dev.holdfast.engine.schema.ResourceSchema;
import dev.holdfast.engine.state.State;
import dev.holdfast.engine.state.StoredInstance;
import dev.holdfast.engine.state.StoredObject;
import dev.holdfast.engine.state.StoredValues;
import dev.holdfast.hcl.codec.CodecException;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.value.Mark;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What references to instances see during a run, while planning to destroy everything, or in a
/// console: the object that the state has, unknown where it has none. A run asks only after the
/// steps that change the object have ended, since the graph says so.
public final class StateValues implements InstanceEvaluation.Phase {
  private final Supplier<State> now;
  private final State before;
  private final Providers providers;
  private final Diagnostics diagnostics;

  /// @param now the state at the moment of asking
  /// @param before where an object is looked for that the run has destroyed already, since the
  ///   configurations of providers may still name it
  public StateValues(
      Supplier<State> now, State before, Providers providers, Diagnostics diagnostics) {
    this.now = now;
    this.before = before;
    this.providers = providers;
    this.diagnostics = diagnostics;
  }

  @Override
  public Value valueOf(InstanceEvaluation instance) {
    var resource = instance.resource();
    ProviderSchema offered = providers.schema(instance.module().module().providerSource(resource));
    ResourceSchema schema =
        offered == null
            ? null
            : offered.resource(resource.address().mode(), resource.address().type());
    if (schema == null) {
      return Values.UNKNOWN;
    }
    if (resource.address().mode() == ResourceMode.EPHEMERAL) {
      return Value.unknown(schema.block().impliedType()).mark(Mark.EPHEMERAL);
    }
    StoredObject object = object(now.get(), instance);
    if (object == null) {
      object = object(before, instance);
    }
    if (object == null) {
      return Value.unknown(schema.block().impliedType());
    }
    try {
      return StoredValues.decode(object, schema);
    } catch (CodecException damaged) {
      diagnostics.add(
          Diagnostic.error(
                  "Stored object does not follow its schema",
                  "The state of %s cannot be read: %s. Run a plan to bring it up to date."
                      .formatted(instance.address(), damaged.getMessage()))
              .about(instance.address().toString()));
      return Value.unknown(schema.block().impliedType());
    }
  }

  private static @Nullable StoredObject object(State state, InstanceEvaluation instance) {
    StoredInstance stored = state.instance(instance.address());
    return stored == null ? null : stored.current();
  }
}
