package dev.holdfast.engine.testing;

import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.TestFile;
import dev.holdfast.engine.evaluation.RunSettings;
import dev.holdfast.engine.event.EventSink;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.hcl.function.FunctionContext;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Everything that tests need.
///
/// @param variables the values from outside for the runs of a file
/// @param parallelism requests at once for each provider; 0 to let each provider say
/// @param functions what functions may know, by whether they are evaluated while planning
/// @param random for lineages, keys of deposed objects and generated values; used by many threads
/// @param events what providers do in the course of a test
/// @param states where states are kept while tests run
/// @param runsAtOnce how many runs of a file may run beside each other
/// @param tests where to say what happens; told by one thread at a time
/// @param cancelled whether to end: what is under way is finished, and what was made is destroyed
public record TestInput(
    Function<TestFile, InputVariables> variables,
    ProviderFactory providers,
    int parallelism,
    Function<Boolean, FunctionContext> functions,
    RunSettings settings,
    EventSink events,
    Clock clock,
    RandomGenerator random,
    TestStates states,
    int runsAtOnce,
    Consumer<TestEvent> tests,
    BooleanSupplier cancelled) {}
