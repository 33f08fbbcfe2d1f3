package dev.holdfast.engine.planning;

import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ReferenceGraph;
import dev.holdfast.engine.evaluation.InstanceSelection;
import dev.holdfast.engine.evaluation.RunSettings;
import dev.holdfast.engine.evaluation.Substitutes;
import dev.holdfast.engine.event.EventSink;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.value.Value;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Everything a plan is made from.
///
/// @param references of the configuration, as the static checks found them
/// @param variables of the root module, already of their types
/// @param substitutes what takes the place of parts of the configuration
/// @param parallelism requests at once for each provider; 0 to let each provider say
/// @param cancelled whether to end: nothing more is asked of providers, what is open is closed, and
///   the plan has an error
public record PlanInput(
    Configuration configuration,
    ReferenceGraph references,
    Map<String, Value> variables,
    State state,
    PlanOptions options,
    ProviderFactory providers,
    int parallelism,
    FunctionContext functions,
    RunSettings settings,
    EventSink events,
    Clock clock,
    BooleanSupplier cancelled,
    Substitutes substitutes) {

  /// With everything real.
  public PlanInput(
      Configuration configuration,
      ReferenceGraph references,
      Map<String, Value> variables,
      State state,
      PlanOptions options,
      ProviderFactory providers,
      int parallelism,
      FunctionContext functions,
      RunSettings settings,
      EventSink events,
      Clock clock,
      BooleanSupplier cancelled) {
    this(
        configuration,
        references,
        variables,
        state,
        options,
        providers,
        parallelism,
        functions,
        settings,
        events,
        clock,
        cancelled,
        Substitutes.NONE);
  }

  /// The part that the user wants to be planned; null for everything.
  @Nullable InstanceSelection selection() {
    if (!options.excludes().isEmpty()) {
      return Exclusion.of(references, options.excludes());
    }
    return options.targets().isEmpty() ? null : new Targets(options.targets());
  }
}
