package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ModuleInstanceAddress;
import dev.holdfast.engine.address.ModulePath;
import dev.holdfast.engine.address.ResourceAddress;
import dev.holdfast.engine.config.Local;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.ModuleCall;
import dev.holdfast.engine.config.Output;
import dev.holdfast.engine.config.ProviderConfiguration;
import dev.holdfast.engine.config.Reference;
import dev.holdfast.engine.config.ReferenceTarget;
import dev.holdfast.engine.config.Repetition;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.engine.config.Variable;
import dev.holdfast.hcl.diagnostic.Diagnostics;
import dev.holdfast.hcl.evaluation.Evaluation;
import dev.holdfast.hcl.evaluation.Evaluator;
import dev.holdfast.hcl.evaluation.Scope;
import dev.holdfast.hcl.syntax.Attribute;
import dev.holdfast.hcl.syntax.Expression;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One instance of a module: a cell for each of its variables, locals, outputs, resources and
/// calls.
public final class ModuleEvaluation {
  private final ConfigurationEvaluation evaluation;
  private final Module module;
  private final ModuleInstanceAddress address;
  private final @Nullable Caller caller;
  private final Map<String, Cell<Value>> variables = new LinkedHashMap<>();
  private final Map<String, Cell<Value>> locals = new LinkedHashMap<>();
  private final Map<String, Cell<Value>> outputs = new LinkedHashMap<>();
  private final Map<ResourceAddress, ResourceEvaluation> resources = new LinkedHashMap<>();
  private final Map<String, ModuleCallEvaluation> calls = new LinkedHashMap<>();
  private final Map<String, Cell<Expansion>> providerInstances = new LinkedHashMap<>();
  private final Cell<Value> outputsValue;
  private final ProviderFunctions providerFunctions = new ProviderFunctions(this);

  /// Where a module instance is called from.
  record Caller(ModuleEvaluation module, ModuleCall call, Expansion.Repetition repetition) {
    Scope scope() {
      return new ModuleScope(module, repetition, null);
    }
  }

  private ModuleEvaluation(
      ConfigurationEvaluation evaluation,
      Module module,
      ModuleInstanceAddress address,
      @Nullable Caller caller) {
    this.evaluation = evaluation;
    this.module = module;
    this.address = address;
    this.caller = caller;
    String prefix = prefix();
    for (Variable variable : module.variables().values()) {
      variables.put(
          variable.name(), Cell.of(prefix + "var." + variable.name(), () -> valueOf(variable)));
    }
    for (Local local : module.locals().values()) {
      locals.put(
          local.name(),
          Cell.of(prefix + "local." + local.name(), () -> passedOn(local.expression(), scope())));
    }
    for (Output output : module.outputs().values()) {
      outputs.put(
          output.name(),
          Cell.of(
              prefix + "output." + output.name(),
              () -> new OutputEvaluation(this).valueOf(output)));
    }
    for (Resource resource : module.resources().values()) {
      resources.put(resource.address(), new ResourceEvaluation(this, resource));
    }
    for (ModuleCall call : module.moduleCalls().values()) {
      Module called = module.children().get(call.name());
      if (called != null) {
        calls.put(call.name(), new ModuleCallEvaluation(this, call, called));
      }
    }
    for (ProviderConfiguration block : module.providerConfigurations().values()) {
      providerInstances.put(
          block.name(),
          Cell.of(
              prefix + "provider." + block.name() + " (expand)",
              () ->
                  new ExpansionEvaluation(this, scopeOfProvider(block, Expansion.Repetition.NONE))
                      .expand(new Repetition(null, block.forEach(), null))));
    }
    this.outputsValue = Cell.of(prefix + "outputs", this::computeOutputsValue);
  }

  static ModuleEvaluation root(ConfigurationEvaluation evaluation, Module module) {
    return new ModuleEvaluation(evaluation, module, ModuleInstanceAddress.ROOT, null);
  }

  ModuleEvaluation child(
      Module called, ModuleCall call, InstanceKey key, Expansion.Repetition repetition) {
    ModuleInstanceAddress place = address.child(call.name(), key);
    return new ModuleEvaluation(
        evaluation,
        evaluation.substitutes().module(place, called),
        place,
        new Caller(this, call, repetition));
  }

  public ConfigurationEvaluation evaluation() {
    return evaluation;
  }

  public Module module() {
    return module;
  }

  public ModuleInstanceAddress address() {
    return address;
  }

  /// What precedes the names of this module in an address: empty, or the address and a dot.
  String prefix() {
    return address.isRoot() ? "" : address + ".";
  }

  /// The same for an address in the configuration.
  String configurationPrefix() {
    return address.isRoot() ? "" : module.path() + ".";
  }

  /// The instance of a module that this one stands in: itself or one of its callers.
  ModuleEvaluation enclosing(ModulePath path) {
    ModuleEvaluation instance = this;
    while (!instance.module.path().equals(path)) {
      instance = Objects.requireNonNull(instance.caller, "not called from there").module();
    }
    return instance;
  }

  /// The names that the call around this module instance can use which stands in the module of that
  /// path.
  Scope scopeOfCallIn(ModulePath path) {
    ModuleEvaluation instance = this;
    while (true) {
      Caller from = Objects.requireNonNull(instance.caller, "not called from there");
      if (from.module().module().path().equals(path)) {
        return from.scope();
      }
      instance = from.module();
    }
  }

  Diagnostics diagnostics() {
    return evaluation.diagnostics();
  }

  InstanceEvaluation.Phase phase() {
    return evaluation.phase();
  }

  /// The instances of a provider configuration of this module. Blocks until they can be told.
  public Expansion providerInstances(ProviderConfiguration block) {
    return Objects.requireNonNull(providerInstances.get(block.name()), block::name).get();
  }

  /// The names that the block of a provider configuration can use.
  ///
  /// @param repetition what `each` stands for
  public Scope scopeOfProvider(ProviderConfiguration block, Expansion.Repetition repetition) {
    Scope own = block.scope();
    return own == null
        ? new ModuleScope(this, repetition, null)
        : new RepeatedScope(own, repetition);
  }

  ProviderFunctions providerFunctions() {
    return providerFunctions;
  }

  /// The names that expressions of the module can use outside of resources and calls.
  public Scope scope() {
    return new ModuleScope(this, Expansion.Repetition.NONE, null);
  }

  /// The same with what `each` and `count` stand for in a block that repeats.
  public Scope scope(Expansion.Repetition repetition) {
    return new ModuleScope(this, repetition, null);
  }

  @Nullable Cell<Value> variable(String name) {
    return variables.get(name);
  }

  @Nullable Cell<Value> local(String name) {
    return locals.get(name);
  }

  /// The cell of an output value, or null where the module has none of that name.
  public @Nullable Cell<Value> output(String name) {
    return outputs.get(name);
  }

  public @Nullable ResourceEvaluation resource(ResourceAddress resource) {
    return resources.get(resource);
  }

  public Map<ResourceAddress, ResourceEvaluation> resources() {
    return Collections.unmodifiableMap(resources);
  }

  public @Nullable ModuleCallEvaluation call(String name) {
    return calls.get(name);
  }

  public Map<String, ModuleCallEvaluation> calls() {
    return Collections.unmodifiableMap(calls);
  }

  /// All output values as one object.
  Value outputsValue() {
    return outputsValue.get();
  }

  /// Waits for everything that `depends_on` of the calls around this module names.
  public void awaitCallDependencies() {
    forEachCallDependency(ModuleEvaluation::await);
  }

  /// Visits everything that `depends_on` of the calls around this module names, with the module
  /// instance in which it is named.
  public void forEachCallDependency(BiConsumer<ModuleEvaluation, Reference> visitor) {
    for (Caller from = caller; from != null; from = from.module().caller) {
      for (Reference reference : from.call().dependsOn()) {
        visitor.accept(from.module(), reference);
      }
    }
  }

  /// Asks the call which instances of this module there are, so that what is computed here is known
  /// to come from there.
  void awaitExpansion() {
    if (caller != null) {
      ModuleCallEvaluation call = caller.module().call(caller.call().name());
      if (call != null) {
        call.expansion();
      }
    }
  }

  /// Waits for what a `depends_on` entry of this module names, so that the cell that is being
  /// computed depends on it.
  public void await(Reference reference) {
    switch (reference.target()) {
      case ReferenceTarget.ResourceValue(ResourceAddress target, InstanceKey key) -> {
        ResourceEvaluation resource = resources.get(target);
        Cell<Value> instance = resource == null ? null : resource.instance(key);
        if (instance != null) {
          instance.get();
        } else if (resource != null) {
          resource.whole();
        }
      }
      case ReferenceTarget.ModuleValue(String name, InstanceKey key, String output) -> {
        ModuleCallEvaluation call = calls.get(name);
        if (call != null) {
          call.instances().values().forEach(ModuleEvaluation::awaitResources);
        }
      }
      case ReferenceTarget.VariableValue(String name) -> await(variables.get(name));
      case ReferenceTarget.LocalValue(String name) -> await(locals.get(name));
      default -> {
        // Nothing else can be waited for; the static checks say so.
      }
    }
  }

  private static void await(@Nullable Cell<Value> cell) {
    if (cell != null) {
      cell.get();
    }
  }

  private void awaitResources() {
    resources.values().forEach(ResourceEvaluation::whole);
    outputs.values().forEach(Cell::get);
    calls
        .values()
        .forEach(call -> call.instances().values().forEach(ModuleEvaluation::awaitResources));
  }

  /// Computes everything of this module instance, not of those it calls.
  void evaluateAll() {
    variables.values().forEach(Cell::get);
    module.variables().values().forEach(each -> new VariableEvaluation(this, each).validate());
    locals.values().forEach(Cell::get);
    resources.values().forEach(ResourceEvaluation::whole);
    outputs.values().forEach(Cell::get);
  }

  void evaluateConditions() {
    module.variables().values().forEach(each -> new VariableEvaluation(this, each).validate());
    module
        .outputs()
        .values()
        .forEach(output -> {
          Cell<Value> cell = outputs.get(output.name());
          if (cell != null && !output.preconditions().isEmpty()) {
            cell.get();
          }
        });
  }

  /// The value of an expression; what is wrong with it is reported.
  Value value(Expression expression, Scope scope) {
    return reported(Evaluator.evaluate(expression, scope));
  }

  /// The value of an expression that only gives it a new name.
  Value passedOn(Expression expression, Scope scope) {
    return reported(Evaluator.passOn(expression, scope));
  }

  private Value reported(Evaluation result) {
    diagnostics().addAll(result.diagnostics());
    return result.hasErrors() ? Values.UNKNOWN : result.value();
  }

  private Value valueOf(Variable variable) {
    VariableEvaluation evaluated = new VariableEvaluation(this, variable);
    Caller from = caller;
    if (from == null) {
      return evaluated.fromOutside(evaluation.variables().get(variable.name()));
    }
    Attribute input = from.call().inputs().get(variable.name());
    return input == null
        ? evaluated.fromDefault()
        : evaluated.fromCaller(passedOn(input.expression(), from.scope()), input);
  }

  private Value computeOutputsValue() {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Output output : module.outputs().values()) {
      Value value = Objects.requireNonNull(outputs.get(output.name())).get();
      values.put(output.name(), DeprecatedUse.marked(output, value, this));
    }
    return Value.object(values);
  }
}
