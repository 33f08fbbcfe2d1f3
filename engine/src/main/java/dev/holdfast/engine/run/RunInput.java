package dev.holdfast.engine.run;

import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.evaluation.RunSettings;
import dev.holdfast.engine.evaluation.Substitutes;
import dev.holdfast.engine.event.EventSink;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.engine.state.StateSession;
import dev.holdfast.hcl.function.FunctionContext;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// Everything a run needs.
///
/// @param plan without errors, made from the state that the session holds
/// @param parallelism requests at once for each provider; 0 to let each provider say
/// @param substitutes what takes the place of parts of the configuration, as it was planned
/// @param random for the keys of deposed objects; used by many threads
/// @param cancelled whether to end: what is under way is finished, nothing more is begun
public record RunInput(
    Plan plan,
    Configuration configuration,
    StateSession session,
    ProviderFactory providers,
    int parallelism,
    FunctionContext functions,
    RunSettings settings,
    EventSink events,
    Clock clock,
    RandomGenerator random,
    BooleanSupplier cancelled,
    Substitutes substitutes) {

  /// With everything real.
  public RunInput(
      Plan plan,
      Configuration configuration,
      StateSession session,
      ProviderFactory providers,
      int parallelism,
      FunctionContext functions,
      RunSettings settings,
      EventSink events,
      Clock clock,
      RandomGenerator random,
      BooleanSupplier cancelled) {
    this(
        plan,
        configuration,
        session,
        providers,
        parallelism,
        functions,
        settings,
        events,
        clock,
        random,
        cancelled,
        Substitutes.NONE);
  }
}
