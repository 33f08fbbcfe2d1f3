package dev.holdfast.engine.evaluation;

import dev.holdfast.engine.address.InstanceKey;
import dev.holdfast.engine.address.ResourceInstanceAddress;
import dev.holdfast.engine.address.TargetAddress;
import dev.holdfast.engine.config.Resource;
import dev.holdfast.hcl.value.Value;
import dev.holdfast.hcl.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One resource of one module instance: which instances it has, and the value of each.
public final class ResourceEvaluation {
  private final ModuleEvaluation module;
  private final Resource resource;
  private final Cell<Expanded> expanded;
  private final Cell<Value> whole;

  private record Expanded(Expansion expansion, Map<InstanceKey, Cell<Value>> instances) {}

  ResourceEvaluation(ModuleEvaluation module, Resource resource) {
    this.module = module;
    this.resource = resource;
    String name = module.prefix() + resource.address();
    this.expanded = Cell.of(name + " (expand)", this::expand);
    this.whole =
        Cell.of(
            new TargetAddress(module.address(), resource.address(), InstanceKey.none()),
            this::computeWhole);
  }

  public Resource resource() {
    return resource;
  }

  /// Its instances. Blocks until they can be told.
  public Expansion expansion() {
    return expanded.get().expansion();
  }

  /// The cell behind [#expansion]: what it asked for is what the number of instances comes from.
  public Cell<?> expansionCell() {
    return expanded;
  }

  /// The cell of each instance; labelled with its [ResourceInstanceAddress].
  public Map<InstanceKey, Cell<Value>> instances() {
    return expanded.get().instances();
  }

  /// The cell of one instance, or null where there is none with that key.
  public @Nullable Cell<Value> instance(InstanceKey key) {
    return expanded.get().instances().get(key);
  }

  /// The value of a reference to the resource as a whole: the object itself, a tuple for `count`,
  /// or an object for `for_each`. Linear in the number of instances, computed once.
  public Value whole() {
    return whole.get();
  }

  /// The cell behind [#whole]; labelled with the [TargetAddress] of all its instances.
  public Cell<Value> wholeCell() {
    return whole;
  }

  private Expanded expand() {
    module.awaitExpansion();
    Expansion expansion =
        new ExpansionEvaluation(
                module, new TargetAddress(module.address(), resource.address(), InstanceKey.none()))
            .expand(resource.repetition());
    Map<InstanceKey, Cell<Value>> instances = LinkedHashMap.newLinkedHashMap(16);
    expansion
        .instances()
        .forEach((key, repetition) -> {
          var address = new ResourceInstanceAddress(module.address(), resource.address(), key);
          var instance = new InstanceEvaluation(module, resource, address, repetition);
          instances.put(key, Cell.of(address, () -> valueOf(instance)));
        });
    return new Expanded(expansion, instances);
  }

  private Value valueOf(InstanceEvaluation instance) {
    // That there is such an instance, and what `each` is in it, comes from there.
    expanded.get();
    return module.phase().valueOf(instance);
  }

  /// One instance with the names it can use, or null where there is none with that key.
  public @Nullable InstanceEvaluation instanceEvaluation(InstanceKey key) {
    Expansion.Repetition repetition = expansion().instances().get(key);
    return repetition == null ? null : instanceEvaluation(key, repetition);
  }

  private InstanceEvaluation instanceEvaluation(InstanceKey key, Expansion.Repetition repetition) {
    return new InstanceEvaluation(
        module,
        resource,
        new ResourceInstanceAddress(module.address(), resource.address(), key),
        repetition);
  }

  private Value computeWhole() {
    Expanded all = expanded.get();
    // Many begin before the first is waited for: their providers work at the same time.
    Cell.start(all.instances().values(), module.evaluation().providers().objectsAtOnce());
    return switch (all.expansion().kind()) {
      case SINGLE, ENABLED -> {
        Cell<Value> only = all.instances().get(InstanceKey.none());
        yield only == null ? Values.NULL : only.get();
      }
      case COUNT -> {
        List<Value> elements = new ArrayList<>(all.instances().size());
        all.instances().values().forEach(cell -> elements.add(cell.get()));
        yield Value.tuple(elements);
      }
      case FOR_EACH -> {
        Map<String, Value> attributes = new TreeMap<>();
        all.instances()
            .forEach((key, cell) -> attributes.put(((InstanceKey.Key) key).key(), cell.get()));
        yield Value.object(attributes);
      }
      case DEFERRED -> Values.UNKNOWN;
    };
  }
}
