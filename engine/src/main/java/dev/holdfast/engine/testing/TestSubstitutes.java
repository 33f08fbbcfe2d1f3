package dev.holdfast.engine.testing;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ProviderConfigurationAddress;
import dev.holdfast.engine.address.ProviderSource;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.ResourceMode;
import dev.holdfast.engine.config.MockProvider;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.Output;
import dev.holdfast.engine.config.ProviderConfiguration;
import dev.holdfast.engine.config.TestOverride;
import dev.holdfast.engine.evaluation.Substitutes;
import dev.holdfast.engine.provider.Provider;
import dev.holdfast.engine.testing.TestedConfiguration.ProviderKey;
import dev.holdfast.hcl.diagnostic.Diagnostic;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.syntax.LiteralExpression;
import dev.holdfast.hcl.value.MapValue;
import dev.holdfast.hcl.value.Marks;
import dev.holdfast.hcl.value.ObjectValue;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What a run mocks and overrides. To find what concerns an object costs a look at each override.
///
/// Of several overrides of an object those of the run count more than those of the file, and those
/// more than those of the mocked provider; at one level the more exact one counts.
final class TestSubstitutes implements Substitutes {
  private final Map<ProviderKey, MockProvider> mocks;
  private final List<List<TestOverride>> levels;
  private final Scope scope;
  private final long seed;
  private final Diagnostics diagnostics;
  private final Map<Expression, Map<String, Value>> values = new ConcurrentHashMap<>();

  /// @param levels overrides, those that count more first
  /// @param scope the names that given values can use
  /// @param diagnostics where faulty values are reported
  TestSubstitutes(
      Map<ProviderKey, MockProvider> mocks,
      List<List<TestOverride>> levels,
      Scope scope,
      long seed,
      Diagnostics diagnostics) {
    this.mocks = Map.copyOf(mocks);
    this.levels = List.copyOf(levels);
    this.scope = scope;
    this.seed = seed;
    this.diagnostics = diagnostics;
  }

  private @Nullable MockProvider mock(ProviderConfigurationAddress configuration) {
    return configuration.module().isRoot()
        ? mocks.get(new ProviderKey(configuration.source(), configuration.alias()))
        : null;
  }

  /// The providers all of whose configurations are mocked.
  Set<ProviderSource> mockedSources(Module root) {
    Set<ProviderSource> sources = new HashSet<>();
    for (ProviderKey key : mocks.keySet()) {
      if (key.alias().isEmpty()) {
        sources.add(key.source());
      }
    }
    for (ProviderConfiguration each : root.providerConfigurations().values()) {
      ProviderSource source = root.providerSource(each.localName());
      if (!mocks.containsKey(new ProviderKey(source, each.alias()))) {
        sources.remove(source);
      }
    }
    return sources;
  }

  @Override
  public boolean isMocked(ProviderConfigurationAddress configuration) {
    return mock(configuration) != null;
  }

  @Override
  public Provider provider(
      ResourceInstanceAddress object,
      ProviderConfigurationAddress configuration,
      Provider provider) {
    MockProvider mock = mock(configuration);
    TestOverride override = override(object, mock);
    MockProvider.Defaults defaults =
        mock == null ? null : mock.defaults(object.resource().mode(), object.resource().type());
    Map<String, Value> given = new HashMap<>();
    if (defaults != null) {
      given.putAll(values(defaults.values()));
    }
    if (override != null) {
      given.putAll(values(override.values()));
    }
    return new StandIn(
        provider,
        mock != null,
        mock != null || override != null,
        given,
        duringPlan(mock, defaults, override),
        seed ^ object.toString().hashCode());
  }

  private static boolean duringPlan(
      @Nullable MockProvider mock,
      MockProvider.@Nullable Defaults defaults,
      @Nullable TestOverride override) {
    if (override != null && override.duringPlan() != null) {
      return override.duringPlan();
    }
    if (defaults != null && defaults.duringPlan() != null) {
      return defaults.duringPlan();
    }
    return mock == null || mock.duringPlan() == null || mock.duringPlan();
  }

  private @Nullable TestOverride override(
      ResourceInstanceAddress object, @Nullable MockProvider mock) {
    TestOverride.Kind kind =
        object.resource().mode() == ResourceMode.DATA
            ? TestOverride.Kind.DATA
            : TestOverride.Kind.RESOURCE;
    for (List<TestOverride> level : levels) {
      TestOverride found = mostExact(level, kind, object);
      if (found != null) {
        return found;
      }
    }
    return mock == null ? null : mostExact(mock.overrides(), kind, object);
  }

  private static @Nullable TestOverride mostExact(
      List<TestOverride> level, TestOverride.Kind kind, ResourceInstanceAddress object) {
    TestOverride best = null;
    for (TestOverride each : level) {
      if (each.kind() == kind
          && each.target().contains(object)
          && (best == null || each.exactness() > best.exactness())) {
        best = each;
      }
    }
    return best;
  }

  @Override
  public Module module(ModuleInstanceAddress address, Module declared) {
    for (List<TestOverride> level : levels) {
      TestOverride best = null;
      for (TestOverride each : level) {
        if (each.kind() == TestOverride.Kind.MODULE
            && isInstance(each.target().module(), address)
            && (best == null || each.exactness() > best.exactness())) {
          best = each;
        }
      }
      if (best != null) {
        return overridden(declared, best);
      }
    }
    return declared;
  }

  private static boolean isInstance(ModuleInstanceAddress target, ModuleInstanceAddress address) {
    if (!target.module().equals(address.module())) {
      return false;
    }
    for (int i = 0; i < target.steps().size(); i++) {
      InstanceKey wanted = target.steps().get(i).key();
      if (!(wanted instanceof InstanceKey.None) && !wanted.equals(address.steps().get(i).key())) {
        return false;
      }
    }
    return true;
  }

  /// The module with nothing in it but the given outputs; an output that is not given is null.
  private Module overridden(Module declared, TestOverride override) {
    Map<String, Value> given = values(override.values());
    Map<String, Output> outputs = new LinkedHashMap<>();
    declared
        .outputs()
        .forEach((name, output) ->
            outputs.put(
                name,
                new Output(
                    name,
                    new LiteralExpression(
                        given.getOrDefault(name, Values.NULL), output.expression().range()),
                    output.sensitive(),
                    output.ephemeral(),
                    output.deprecated(),
                    output.description(),
                    List.of(),
                    List.of(),
                    output.range())));
    return declared.withOnlyOutputs(outputs);
  }

  private Map<String, Value> values(@Nullable Expression expression) {
    return expression == null ? Map.of() : values.computeIfAbsent(expression, this::evaluate);
  }

  private Map<String, Value> evaluate(Expression expression) {
    Evaluation evaluation = Evaluator.evaluate(expression, scope);
    diagnostics.addAll(evaluation.diagnostics());
    return switch (Marks.strip(evaluation.value())) {
      case ObjectValue object -> object.attributes();
      case MapValue map -> map.elements();
      default -> {
        if (!evaluation.hasErrors()) {
          diagnostics.add(
              Diagnostic.error(
                  "Invalid values of a mock or override",
                  "The values are an object with the names of attributes, such as { id = \"a\" }.",
                  expression.range()));
        }
        yield Map.of();
      }
    };
  }
}
