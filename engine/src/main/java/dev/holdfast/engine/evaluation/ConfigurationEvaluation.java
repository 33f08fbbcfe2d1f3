package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.ConfigurationResourceAddress;
import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.config.Configuration;
import dev.holdfast.engine.config.ProviderResolution;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.function.FunctionContext;
import dev.holdfast.hcl.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A configuration whose values can be asked for, in one phase of the work. Everything is computed
/// when first asked for, and once: the total cost is linear in the configuration and its instances.
/// Safe for use by many threads.
public final class ConfigurationEvaluation {
  private final Configuration configuration;
  private final ProviderResolution providerResolution;
  private final ProviderMetadata providerMetadata;
  private final Map<String, Value> variables;
  private final InstanceEvaluation.Phase phase;
  private final Providers providers;
  private final FunctionContext functions;
  private final RunSettings settings;
  private final Substitutes substitutes;
  private final Diagnostics diagnostics;
  private final CheckResults checks = new CheckResults();
  private final ModuleEvaluation root;
  private volatile @Nullable Consumer<UnknownExpansion> deferrals;

  /// A configuration in which nothing is replaced.
  ///
  /// @param variables of the root module, already of their types; a missing one is unknown
  /// @param diagnostics where everything that is wrong is reported, once each
  public ConfigurationEvaluation(
      Configuration configuration,
      Map<String, Value> variables,
      InstanceEvaluation.Phase phase,
      Providers providers,
      FunctionContext functions,
      RunSettings settings,
      Diagnostics diagnostics) {
    this(
        configuration,
        variables,
        phase,
        providers,
        functions,
        settings,
        Substitutes.NONE,
        diagnostics);
  }

  /// The same, with what takes the place of parts of it.
  public ConfigurationEvaluation(
      Configuration configuration,
      Map<String, Value> variables,
      InstanceEvaluation.Phase phase,
      Providers providers,
      FunctionContext functions,
      RunSettings settings,
      Substitutes substitutes,
      Diagnostics diagnostics) {
    this.configuration = configuration;
    this.providerResolution = new ProviderResolution(configuration);
    this.providerMetadata = new ProviderMetadata(configuration, diagnostics);
    this.variables = Map.copyOf(variables);
    this.phase = phase;
    this.providers = providers;
    this.functions = functions;
    this.settings = settings;
    this.substitutes = substitutes;
    this.diagnostics = diagnostics;
    this.root = ModuleEvaluation.root(this, configuration.root());
  }

  /// From now on, a resource or call whose instances cannot be told is no error: it is told to
  /// `newDeferrals`, and what refers to it is unknown.
  ///
  /// @param newDeferrals called by many threads, once for each
  public void deferUnknownExpansions(Consumer<UnknownExpansion> newDeferrals) {
    deferrals = newDeferrals;
  }

  /// Whether it was taken; else it is an error.
  public boolean defers(UnknownExpansion unknown) {
    Consumer<UnknownExpansion> taker = deferrals;
    if (taker != null) {
      taker.accept(unknown);
    }
    return taker != null;
  }

  public Configuration configuration() {
    return configuration;
  }

  ProviderResolution providerResolution() {
    return providerResolution;
  }

  ProviderMetadata providerMetadata() {
    return providerMetadata;
  }

  public ModuleEvaluation root() {
    return root;
  }

  public Providers providers() {
    return providers;
  }

  public Diagnostics diagnostics() {
    return diagnostics;
  }

  /// How conditions came out so far.
  public CheckResults checks() {
    return checks;
  }

  Map<String, Value> variables() {
    return variables;
  }

  public InstanceEvaluation.Phase phase() {
    return phase;
  }

  FunctionContext functions() {
    return functions;
  }

  Substitutes substitutes() {
    return substitutes;
  }

  RunSettings settings() {
    return settings;
  }

  /// Whether what is planned is being done, so that everything can be known.
  public boolean isApplying() {
    return settings.applying();
  }

  /// The module instance at an address, or null where the configuration has none. Blocks until the
  /// calls on the way are expanded.
  public @Nullable ModuleEvaluation module(ModuleInstanceAddress address) {
    ModuleEvaluation module = root;
    for (ModuleInstanceAddress.Step step : address.steps()) {
      ModuleCallEvaluation call = module.call(step.name());
      module = call == null ? null : call.instance(step.key());
      if (module == null) {
        return null;
      }
    }
    return module;
  }

  /// Visits every module instance, callers first. Expands all calls.
  public void forEachModule(Consumer<ModuleEvaluation> visitor) {
    visit(root, visitor);
  }

  private static void visit(ModuleEvaluation module, Consumer<ModuleEvaluation> visitor) {
    visitor.accept(module);
    for (ModuleCallEvaluation call : module.calls().values()) {
      for (Map.Entry<InstanceKey, ModuleEvaluation> child : call.instances().entrySet()) {
        visit(child.getValue(), visitor);
      }
    }
  }

  /// Computes everything: all variables, instances and outputs, the instances at the same time.
  /// Afterwards [#diagnostics] has all there is to say.
  public void evaluateAll() {
    forEachModule(
        module -> module.resources().values().forEach(resource -> resource.wholeCell().start()));
    forEachModule(ModuleEvaluation::evaluateAll);
  }

  /// Evaluates the conditions of all variables and outputs: those that were not known while
  /// planning are now.
  public void evaluateConditions() {
    forEachModule(ModuleEvaluation::evaluateConditions);
  }

  /// Computes only the selected instances and whatever they need; no outputs. Calls and resources
  /// that have nothing to do with them are not even expanded, since their number may not be known
  /// before the others are there. Linear in the configuration and its instances, times what the
  /// selection takes to tell.
  ///
  /// @return the cells of the instances
  public List<Cell<Value>> evaluateOnly(InstanceSelection selection) {
    List<Cell<Value>> cells = new ArrayList<>();
    collect(root, selection, cells);
    Cell.start(cells, providers().objectsAtOnce());
    cells.forEach(Cell::get);
    return cells;
  }

  private static void collect(
      ModuleEvaluation module, InstanceSelection selection, List<Cell<Value>> cells) {
    ModulePath path = module.module().path();
    for (ResourceEvaluation resource : module.resources().values()) {
      ConfigurationResourceAddress declaration =
          new ConfigurationResourceAddress(path, resource.resource().address());
      if (selection.mayContain(declaration)) {
        for (Cell<Value> instance : resource.instances().values()) {
          if (instance.label() instanceof ResourceInstanceAddress address
              && selection.contains(address)) {
            cells.add(instance);
          }
        }
      }
    }
    module
        .calls()
        .forEach((name, call) -> {
          ModulePath called = path.child(name);
          if (selection.mayBeIn(called)) {
            call.instances().values().forEach(child -> collect(child, selection, cells));
          }
        });
  }
}
