package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.config.Module;
import dev.holdfast.engine.config.ModuleCall;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One module call of one module instance: the instances of the called module.
public final class ModuleCallEvaluation {
  private final Cell<Expanded> expanded;
  private final Cell<Value> whole;

  private record Expanded(Expansion expansion, Map<InstanceKey, ModuleEvaluation> instances) {}

  ModuleCallEvaluation(ModuleEvaluation caller, ModuleCall call, Module called) {
    String name = caller.prefix() + "module." + call.name();
    this.expanded = Cell.of(name + " (expand)", () -> expand(caller, call, called));
    this.whole = Cell.of(name, this::computeWhole);
  }

  /// Which instances there are. Blocks until they can be told.
  public Expansion expansion() {
    return expanded.get().expansion();
  }

  /// The cell behind [#expansion]: what it asked for is what the number of instances comes from.
  public Cell<?> expansionCell() {
    return expanded;
  }

  public Map<InstanceKey, ModuleEvaluation> instances() {
    return expanded.get().instances();
  }

  /// One instance, or null where there is none with that key.
  public @Nullable ModuleEvaluation instance(InstanceKey key) {
    return expanded.get().instances().get(key);
  }

  /// The value of a reference to the call as a whole: the outputs of all instances.
  public Value whole() {
    return whole.get();
  }

  private static Expanded expand(ModuleEvaluation caller, ModuleCall call, Module called) {
    caller.awaitExpansion();
    Expansion expansion =
        new ExpansionEvaluation(
                caller, TargetAddress.of(caller.address().child(call.name(), InstanceKey.none())))
            .expand(call.repetition());
    Map<InstanceKey, ModuleEvaluation> instances = new LinkedHashMap<>();
    expansion
        .instances()
        .forEach(
            (key, repetition) -> instances.put(key, caller.child(called, call, key, repetition)));
    return new Expanded(expansion, instances);
  }

  private Value computeWhole() {
    Expanded all = expanded.get();
    return switch (all.expansion().kind()) {
      case SINGLE, ENABLED -> {
        ModuleEvaluation only = all.instances().get(InstanceKey.none());
        yield only == null ? Values.NULL : only.outputsValue();
      }
      case COUNT -> {
        List<Value> elements = new ArrayList<>();
        all.instances().values().forEach(module -> elements.add(module.outputsValue()));
        yield Value.tuple(elements);
      }
      case FOR_EACH -> {
        Map<String, Value> attributes = new TreeMap<>();
        all.instances()
            .forEach((key, module) ->
                attributes.put(((InstanceKey.Key) key).key(), module.outputsValue()));
        yield Value.object(attributes);
      }
      case DEFERRED -> Values.UNKNOWN;
    };
  }
}
