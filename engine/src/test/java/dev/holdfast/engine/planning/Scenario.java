package dev.holdfast.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.engine.builtin.LocalRemoteStates;
import dev.holdfast.engine.builtin.TerraformProvider;
import dev.holdfast.engine.change.Action;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ConfigurationLoader;
import dev.holdfast.engine.config.EarlyValues;
import dev.holdfast.engine.config.InputVariables;
import dev.holdfast.engine.config.InstalledModules;
import dev.holdfast.engine.config.ReferenceGraph;
import dev.holdfast.engine.config.StaticChecks;
import dev.holdfast.engine.evaluation.RunSettings;
import dev.holdfast.engine.event.Event;
import dev.holdfast.engine.plan.Plan;
import dev.holdfast.engine.plan.ResourceChange;
import dev.holdfast.engine.provider.ProviderFactory;
import dev.holdfast.engine.provider.ProviderUnavailableException;
import dev.holdfast.engine.run.Run;
import dev.holdfast.engine.run.RunInput;
import dev.holdfast.engine.run.RunResult;
import dev.holdfast.engine.state.MemoryStateSession;
import dev.holdfast.engine.state.State;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.evaluation.LanguageTemplates;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.function.Functions;
import dev.holdfast.hcl.syntax.Parsed;
import dev.holdfast.hcl.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A configuration in a folder, planned and applied step by step against a state in memory.
final class Scenario {
  private final Path directory;
  private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  /// Many threads use it at once: a generator that is not made for that gives the same id twice.
  private final RandomGenerator random = new Random(1);

  private final RecordingProvider recording = new RecordingProvider();
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private Map<String, Value> variables = Map.of();
  private BooleanSupplier cancelled = () -> false;
  private State state = State.empty("11111111-2222-3333-4444-555555555555");

  Scenario(Path directory) {
    this.directory = directory;
  }

  /// Writes the configuration, in place of what was there.
  Scenario write(String text) {
    try {
      Files.writeString(directory.resolve("main.tf"), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return this;
  }

  Scenario with(String variable, Value value) {
    Map<String, Value> more = new TreeMap<>(variables);
    more.put(variable, value);
    variables = more;
    return this;
  }

  /// Plans from now on are interrupted once this holds.
  Scenario cancelledWhen(BooleanSupplier condition) {
    cancelled = condition;
    return this;
  }

  RecordingProvider recording() {
    return recording;
  }

  List<Event> events() {
    return events;
  }

  State state() {
    return state;
  }

  void replaceState(State newState) {
    state = newState;
  }

  /// What is wrong with the configuration, whatever its variables and the state.
  List<Diagnostic> validate() {
    PlanInput input = input(PlanOptions.NORMAL);
    return Validator.validate(
        input.configuration(), input.providers(), input.functions(), input.settings());
  }

  Plan plan() {
    return plan(PlanOptions.NORMAL);
  }

  Plan plan(PlanOptions options) {
    try {
      return Planner.plan(input(options));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// Plans and applies, both without errors.
  RunResult apply() {
    return apply(PlanOptions.NORMAL);
  }

  RunResult apply(PlanOptions options) {
    RunResult result = tryApply(options);
    assertThat(result.diagnostics()).isEmpty();
    return result;
  }

  /// Plans without errors and applies, whatever comes of it.
  RunResult tryApply(PlanOptions options) {
    PlanInput input = input(options);
    Plan plan = plan(options);
    assertThat(plan.diagnostics()).noneMatch(each -> each.isError());
    MemoryStateSession session = new MemoryStateSession(state);
    try {
      RunResult result =
          Run.apply(
              new RunInput(
                  plan,
                  input.configuration(),
                  session,
                  input.providers(),
                  0,
                  input.functions(),
                  input.settings(),
                  events::add,
                  clock,
                  random,
                  () -> false));
      state = session.state();
      return result;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /// The actions of a plan as `address action`, no-ops left out.
  static List<String> actions(Plan plan) {
    return plan.changes().stream()
        .filter(change -> change.action() != Action.NO_OP)
        .map(Scenario::describe)
        .toList();
  }

  private static String describe(ResourceChange change) {
    return change.address() + " " + change.action().name().toLowerCase(java.util.Locale.ROOT);
  }

  private PlanInput input(PlanOptions options) {
    FunctionContext functions =
        new FunctionContext(
            directory,
            directory,
            clock,
            random,
            true,
            Optional.of(clock.instant()),
            new LanguageTemplates(Functions.builtIn()));
    Parsed<@Nullable Configuration> loaded =
        ConfigurationLoader.load(
            directory,
            InstalledModules.of(directory),
            new EarlyValues(InputVariables.of(variables), "default", functions));
    assertThat(loaded.diagnostics()).isEmpty();
    Configuration configuration = java.util.Objects.requireNonNull(loaded.tree());
    Parsed<ReferenceGraph> checked = StaticChecks.check(configuration);
    assertThat(checked.diagnostics()).isEmpty();
    ProviderFactory providers =
        source ->
            switch (source.type()) {
              case "terraform" -> new TerraformProvider(random, LocalRemoteStates.IN_NO_FOLDER);
              case "test" -> recording.connect();
              default -> throw new ProviderUnavailableException("no provider " + source + " here");
            };
    return new PlanInput(
        configuration,
        checked.tree(),
        variables,
        state,
        options,
        providers,
        0,
        functions,
        new RunSettings("default", false, false, ".", directory.toString()),
        events::add,
        clock,
        cancelled);
  }
}
